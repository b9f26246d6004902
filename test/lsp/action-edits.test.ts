import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileEdit } from '../../shared/src/finding.ts';
import type { CodeActionData } from '../../shared/src/protocol.ts';
import { actionEdits } from '../../server/src/hosts/lsp/action-edits.ts';
import { codeActionResolve } from '../../server/src/hosts/lsp/methods/code-action-resolve.ts';
import { OpenDocuments } from '../../server/src/hosts/lsp/open-documents.ts';
import type { Session } from '../../server/src/hosts/lsp/session.ts';
import { findingsOn, parse } from '../engine/findings.ts';

const file = '/app/src/a.tsx';
const uri = `file://${file}`;
const text = "send('sk_live');\n";
const [finding] = findingsOn(parse(text), 'send');
const edit = { span: { start: 0, end: 0 }, text: 'await ' };
const overFiles: readonly FileEdit[] = [
  { file, edits: [edit] },
  { file: '/app/.env', edits: [{ span: { start: 0, end: 0 }, text: 'KEY=\n' }] },
  { file: '/app/src/b.ts', edits: [edit] },
];

describe('edits of an action', () => {
  it('over one file are the edit of the action', async () => {
    const { session, data } = start(overFiles.slice(0, 1));
    const { edit: built, command } = await codeActionResolve(session)({ title: 'Await', data });
    assert.equal(built?.documentChanges?.length, 1);
    assert.equal(command, undefined);
  });

  it('over several files are left to a command, which has versions checked', async () => {
    const { session, data } = start(overFiles);
    const { edit: built, command } = await codeActionResolve(session)({ title: 'Move the key', data });
    assert.equal(built, undefined);
    assert.deepEqual([command?.command, command?.arguments], ['temper.applyFix', [data]]);
  });

  it('over several files name the version of each open one and make what is missing', async () => {
    const { session, data } = start(overFiles);
    const result = await actionEdits(session, data);
    assert.equal(result.kind, 'edit');
    assert.deepEqual(
      result.edit.documentChanges?.map((each) =>
        'kind' in each ? each : [each.textDocument.uri, each.textDocument.version],
      ),
      [
        { kind: 'create', uri: 'file:///app/.env', options: { overwrite: false, ignoreIfExists: false } },
        ['file:///app/.env', null],
        [uri, 1],
        ['file:///app/src/b.ts', 4],
      ],
    );
  });

  it('are refused where a file is to be made and the editor makes none', async () => {
    const { session, data } = start(overFiles, () => {}, false);
    assert.equal((await actionEdits(session, data)).kind, 'refused');
    const { session: other, data: same } = start(overFiles.slice(0, 1), () => {}, false);
    assert.equal((await actionEdits(other, same)).kind, 'edit');
  });

  it('that carry a secret are left to the command, over one file too', async () => {
    const { session, data } = start(overFiles.slice(0, 1));
    assert.equal(data.kind, 'fix');
    const sensitive = { ...data, fix: { ...data.fix, sensitive: true } };
    const { edit: built, command } = await codeActionResolve(session)({ title: 'Move the key', data: sensitive });
    assert.deepEqual([built, command?.arguments], [undefined, [sensitive]]);
  });

  it('are refused when another of the files was edited while they were built', async () => {
    const { session, data, documents } = start(overFiles, () =>
      documents.ofFile('/app/src/b.ts')?.change([{ text: '' }], 5, 0),
    );
    const result = await actionEdits(session, data);
    assert.equal(result.kind, 'refused');
  });

  it('are refused when the document was closed while they were built', async () => {
    const { session, data, documents } = start(overFiles, () => {
      const document = documents.get(uri);
      if (document !== undefined) documents.close(document);
    });
    assert.equal((await actionEdits(session, data)).kind, 'refused');
  });

  it('are refused when they cannot be built', async () => {
    const { session, data, told } = start(undefined);
    const { edit: built } = await codeActionResolve(session)({ title: 'Await', data });
    assert.equal(built, undefined);
    assert.match(told[0] ?? '', /cannot be done/);
  });

  it('are refused when building them fails', async () => {
    const { session, data } = start(overFiles, () => {
      throw new Error('a defect');
    });
    assert.equal((await actionEdits(session, data)).kind, 'refused');
  });
});

function start(answer: readonly FileEdit[] | undefined, meanwhile: () => void = () => {}, createsFiles = true) {
  assert.ok(finding);
  const documents = new OpenDocuments();
  const told: string[] = [];
  for (const [each, version] of [
    [file, 1],
    ['/app/src/b.ts', 4],
  ] as const) {
    documents.open({ uri: `file://${each}`, file: each, languageId: 'typescript', version, text, openedAt: 0 });
  }
  const fix = { id: 'await', title: 'Await', safety: 'unsafe', sensitive: false } as const;
  const data: CodeActionData = { kind: 'fix', uri, version: 1, finding, fix };
  const session = {
    documents,
    client: { versionsEdits: true, confirmsEdits: true, createsFiles },
    queue: {
      ask: async () => {
        meanwhile();
        return answer;
      },
    },
    store: { text: () => undefined },
    uriOf: (each: string) => documents.uriOf(each),
    log: { failure: () => {} },
    tell: (_type: number, message: string) => told.push(message),
  } as unknown as Session;
  return { session, data, documents, told };
}
