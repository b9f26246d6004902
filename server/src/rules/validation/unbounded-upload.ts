import type { TextEdit } from '../../../../shared/src/finding.ts';
import { propertyEdits } from '../../edits/environment/property-edit.ts';
import { limitFileEdits } from '../../edits/limiting-file.ts';
import { optionEdits } from '../../edits/option-edits.ts';
import { quoted } from '../../edits/style.ts';
import { spanOf } from '../../engine/places.ts';
import { defineRule, type FixContext, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { sizeWords } from '../../semantics/byte-sizes.ts';
import { declarationOfField, uncheckedFile } from '../../semantics/form-uploads.ts';
import { calleeWords } from '../../semantics/nodes.ts';
import type { Semantics } from '../../semantics/semantics.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';
import { largeBodySetting, openParser, type OpenParser, type ParserCall } from '../../semantics/upload-limits.ts';

type Data = {
  readonly form: 'parser' | 'setting' | 'file';
  /** What takes it in, in the code's own words. */
  readonly words: string;
  /** `500 MB`, or `any size`. */
  readonly size: string;
  readonly kept: 'memory' | 'disk';
  readonly canLimit: boolean;
};

export const unboundedUpload = defineRule<Data>({
  meta: {
    id: 'unbounded-upload',
    family: 'validation',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'Whoever can send a file can send one that is larger than the memory or the disk of the server, or many at once, and all others stand before a server that has fallen over.',
      bad: `const upload = multer({ storage: multer.memoryStorage() });`,
      good: `const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 10 * 1024 * 1024 } });`,
      silent: [
        'parsers that have a limit of their own, such as those of Express, Fastify and formidable',
        'a limit that comes by a spread, a variable or a function',
        'files whose size is compared with something before they are kept',
        'forms that take fields alone, and programs that somebody runs by hand',
      ],
    },
  },
  check(ctx) {
    if (!mayTakeUploads(ctx)) return {};
    return {
      CallExpression: (node) => visitCall(node, ctx),
      NewExpression: (node) => visitParser(node, ctx),
      PropertyAssignment: (node) => visitSetting(node, ctx),
    };
  },
  message: ({ form, words, size, kept }) => {
    if (form === 'file') return `\`${words}\` takes a file of any size: nothing here looks at how large it is.`;
    if (form === 'setting' || size !== 'any size')
      return `\`${words}\` lets a request be ${size} large, which is held in memory: a few of them at once end the server.`;
    return `\`${words}\` sets no limit: one request can fill the ${kept} of the server.`;
  },
  fixes: [
    {
      id: 'limit',
      safety: 'unsafe',
      title: ({ form }) => (form === 'file' ? 'Refuse files of more than 10 MB' : 'Take 10 MB at most'),
      appliesTo: ({ form, size, canLimit }) => canLimit && form !== 'setting' && size === 'any size',
      edits: (node, _data, ctx) => limitEdits(node, ctx),
    },
    {
      id: 'lower',
      safety: 'unsafe',
      title: () => 'Lower the limit to 10 MB',
      appliesTo: ({ size, form, canLimit }) => canLimit && form !== 'file' && size !== 'any size',
      edits: (node, _data, ctx) => lowerEdits(node, ctx),
    },
  ],
});

const words =
  /multer|busboy|fileupload|formidable|Interceptor|bodySizeLimit|sizeLimit|\.formData\(|\.parseBody\(|bodyLimit|\blimit\s*:/i;
const byHand: ReadonlySet<string> = new Set(['cli', 'test', 'browser']);

function mayTakeUploads({ tree, facts, file, snapshot }: RuleContext<Data>): boolean {
  if (!words.test(tree.text) || byHand.has(facts.runtime)) return false;
  const path = file.slice((snapshot.rootOf(file) ?? '').length);
  // Next's own settings lie beside package.json.
  return !isRunByHand(path) || /bodySizeLimit/.test(tree.text) || /\/(?:routes?|api|controllers?)\//.test(path);
}

function visitCall(node: ts.CallExpression, ctx: RuleContext<Data>): void {
  const unchecked = uncheckedFile(node, ctx.semantics);
  if (unchecked === undefined) return visitParser(node, ctx);
  const declaration = declarationOfField(node, unchecked.field);
  const canLimit = declaration !== undefined && limitFileEdits(declaration) !== undefined;
  ctx.report(
    declaration ?? node,
    { form: 'file', words: unchecked.words, size: 'any size', kept: 'memory', canLimit },
    // It is in memory already, and many platforms take a few megabytes at most: what is left is what is kept.
    { span: spanOf(declaration ?? node, ctx.tree), severity: 'information' },
  );
}

function visitParser(node: ParserCall, ctx: RuleContext<Data>): void {
  const open = openParser(node, ctx.semantics);
  if (open === undefined) return;
  const { bytes, kept } = open;
  const size = sizeWords(bytes);
  const canLimit = limitParserEdits(node, open) !== undefined;
  ctx.report(
    node,
    { form: 'parser', words: calleeWords(node.expression), size: open.limit ? size : 'any size', kept, canLimit },
    // A limit that is set, however large, is one that somebody has chosen.
    { span: spanOf(node.expression, ctx.tree), ...(Number.isFinite(bytes) && { severity: 'information' }) },
  );
}

function visitSetting(node: ts.PropertyAssignment, ctx: RuleContext<Data>): void {
  const bytes = largeBodySetting(node);
  if (bytes === undefined) return;
  const data = { form: 'setting', words: node.name.getText(ctx.tree), kept: 'memory', canLimit: true } as const;
  ctx.report(node, { ...data, size: sizeWords(bytes) }, { ...(Number.isFinite(bytes) && { severity: 'information' }) });
}

const tenMegabytes = '10 * 1024 * 1024';

function limitEdits(node: ts.Node, { semantics }: FixContext): readonly TextEdit[] | undefined {
  if (ts.isVariableDeclaration(node)) return limitFileEdits(node);
  const open = parserAt(node, semantics);
  return open && limitParserEdits(open.call, open.parser);
}

function limitParserEdits(call: ParserCall, { model, limit, limits }: OpenParser): readonly TextEdit[] | undefined {
  // What stands in another file may be meant for others, too.
  if ([limit, limits].some((each) => each !== undefined && each.getSourceFile() !== call.getSourceFile()))
    return undefined;
  if (limit !== undefined) return [{ span: spanOf(limit), text: tenMegabytes }];
  if (limits !== undefined) return propertyEdits(limits, `fileSize: ${tenMegabytes}`);
  return optionEdits(call, [model.at], `limits: { fileSize: ${tenMegabytes} }`);
}

function lowerEdits(node: ts.Node, { semantics, tree }: FixContext): readonly TextEdit[] | undefined {
  if (ts.isPropertyAssignment(node)) return [{ span: spanOf(node.initializer), text: quoted(tree, '10mb') }];
  const parser = parserAt(node, semantics)?.parser;
  if (parser?.limit === undefined) return undefined;
  const text =
    parser.model.takesUnits === true && parser.model.limit[0] === 'limit' ? quoted(tree, '10mb') : tenMegabytes;
  return [{ span: spanOf(parser.limit), text }];
}

function parserAt(node: ts.Node, semantics: Semantics) {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const parser = openParser(node, semantics);
  return parser && { call: node, parser };
}
