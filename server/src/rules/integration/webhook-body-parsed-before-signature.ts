import type { TextEdit } from '../../../../shared/src/finding.ts';
import { beforeStatementEdits } from '../../edits/before-statement.ts';
import { freeName } from '../../edits/free-name.ts';
import { spanOf } from '../../engine/places.ts';
import { defineRule } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { enclosingFunction, shortText, unwrap } from '../../semantics/nodes.ts';
import type { Semantics } from '../../semantics/semantics.ts';
import {
  type ParsedBody,
  parsedBodyIn,
  type SignatureCheck,
  signatureCheckOf,
} from '../../semantics/signature-checks.ts';

type Data = {
  readonly payload: string;
  readonly sender: string;
  readonly neverPasses: boolean;
  readonly canReadRaw: boolean;
};

export const webhookBodyParsedBeforeSignature = defineRule<Data>({
  meta: {
    id: 'webhook-body-parsed-before-signature',
    family: 'integration',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A signature is made over the bytes that were sent. Parsed and written again they are others: a space, an escape or a number differs, and genuine events are refused while the sender counts failures.',
      bad: `const body = await request.json(); stripe.webhooks.constructEvent(JSON.stringify(body), signature, secret);`,
      good: `const rawBody = await request.text(); stripe.webhooks.constructEvent(rawBody, signature, secret);`,
      silent: [
        'a raw body: `request.text()`, `express.raw()`, `req.rawBody`',
        '`req.body` as it is, which a raw parser may have filled',
        'a signature that is made for something that is sent',
      ],
    },
  },
  check: (ctx) => ({
    CallExpression(call) {
      const found = parsedCheck(call, ctx.semantics);
      if (found === undefined) return;
      const { check, body } = found;
      ctx.report(
        call,
        {
          payload: shortText(check.payload, ctx.tree),
          sender: check.sender ?? 'the sender',
          neverPasses: check.neverPasses,
          canReadRaw: rawEdits(call, body) !== undefined,
        },
        { span: spanOf(check.payload, ctx.tree), severity: check.neverPasses ? 'error' : 'warning' },
      );
    },
  }),
  message: ({ payload, sender, neverPasses }) =>
    neverPasses
      ? `\`${payload}\` is not what ${sender} signed: it signs the bytes it sends, so that every genuine event is refused here.`
      : `\`${payload}\` is not what ${sender} signed, but written anew: where a space, an escape or a number differs, a genuine event is refused.`,
  fixes: [
    {
      id: 'check-raw-body',
      safety: 'unsafe',
      title: () => 'Check the signature of the text that came, and parse it afterwards',
      appliesTo: ({ canReadRaw }) => canReadRaw,
      edits: (node, _data, { semantics }) => {
        const found = ts.isCallExpression(node) ? parsedCheck(node, semantics) : undefined;
        return found && rawEdits(node, found.body);
      },
    },
  ],
});

interface ParsedCheck {
  readonly check: SignatureCheck;
  readonly body: ParsedBody;
}

const checking = /^(?:constructEvent|constructEventAsync|verify|update)$/;

function parsedCheck(call: ts.CallExpression, { callees }: Semantics): ParsedCheck | undefined {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !checking.test(callee.name.text)) return undefined;
  const check = signatureCheckOf(call, callees);
  const body = check && parsedBodyIn(check.payload);
  return check && body && { check, body };
}

/** Only of a `Request`, which gives its text as readily: what Express has parsed is gone. */
function rawEdits(node: ts.Node, { parsed, declaration, written }: ParsedBody): readonly TextEdit[] | undefined {
  const call = ts.isAwaitExpression(parsed) ? unwrap(parsed.expression) : undefined;
  const callee = call && ts.isCallExpression(call) ? unwrap(call.expression) : undefined;
  if (callee === undefined || !ts.isPropertyAccessExpression(callee)) return undefined;
  const text = parsed.getText().replace(/json(\s*\(\s*\))$/, 'text$1');
  // Parsed for the check alone: the text serves.
  if (declaration === undefined) return [{ span: spanOf(written), text }];
  const name = freeName(['rawBody', 'rawText', 'signedBody'], enclosingFunction(node) ?? node.getSourceFile());
  if (name === undefined) return undefined;
  return [
    ...beforeStatementEdits(declaration, `const ${name} = ${text}`),
    { span: spanOf(parsed), text: `JSON.parse(${name})` },
    { span: spanOf(written), text: name },
  ];
}
