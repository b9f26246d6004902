import { ts } from '../engine/syntax.ts';
import { bytesOf } from './byte-sizes.ts';
import { optionGiven } from './given-options.ts';
import { largeBody, uploadModelOf, type UploadModel } from './libraries/upload-limits.ts';
import { memberName, propertyNameText, unwrap } from './nodes.ts';
import { usesOf } from './result-parts.ts';
import type { Semantics } from './semantics.ts';

export type ParserCall = ts.CallExpression | ts.NewExpression;

/** A parser of requests that takes in more than a server can bear. */
export interface OpenParser {
  readonly model: UploadModel;
  /** The limit that is none; undefined where there is none at all. */
  readonly limit: ts.Expression | undefined;
  readonly bytes: number;
  /** Where what it takes is kept. */
  readonly kept: 'memory' | 'disk';
  /** The object `limits` that stands there without a size. */
  readonly limits: ts.ObjectLiteralExpression | undefined;
}

const calleeNames = /multer|busboy|upload|formidable|form$|interceptor|^json$|^urlencoded$|^raw$|^text$|fastify/i;

export function openParser(call: ParserCall, semantics: Semantics): OpenParser | undefined {
  const callee = unwrap(call.expression);
  if (!calleeNames.test(ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? ''))) return undefined;
  const model = semantics.callees
    .bySyntax(call)
    .paths.map(uploadModelOf)
    .find((each) => each !== undefined);
  if (model === undefined) return undefined;
  const options = call.arguments?.[model.at];
  if (options === undefined && model.isConfigurable === true) return undefined;
  const kept = model.of === 'body' || keepsInMemory(call, model) ? 'memory' : 'disk';
  const limit = options && limitIn(options, model, semantics);
  if (limit !== undefined) {
    const bytes = bytesOf(limit);
    const tooMuch = kept === 'memory' ? model.tooMuch : Number.POSITIVE_INFINITY;
    return bytes === undefined || bytes < tooMuch ? undefined : { model, limit, bytes, kept, limits: undefined };
  }
  if (model.otherwise === 'little' || isGivenElsewhere(options, model, semantics) || takesNoFiles(call))
    return undefined;
  return { model, limit, bytes: Number.POSITIVE_INFINITY, kept, limits: limitsObject(options, semantics) };
}

function limitIn(options: ts.Expression, { limit: [outer, inner] }: UploadModel, { texts }: Semantics) {
  const found = texts.property(options, outer);
  return (inner === undefined ? found : found.flatMap((each) => texts.property(each, inner)))[0];
}

/** Whether nobody can tell that the limit is missing. */
function isGivenElsewhere(options: ts.Expression | undefined, model: UploadModel, semantics: Semantics): boolean {
  const [outer, inner] = model.limit;
  const given = optionGiven(options, [outer], semantics.values);
  if (given !== 'given' || inner === undefined) return given !== 'missing';
  const held = options === undefined ? [] : semantics.texts.property(options, outer);
  return held.length === 0 || held.some((each) => optionGiven(each, [inner], semantics.values) !== 'missing');
}

function limitsObject(options: ts.Expression | undefined, { texts }: Semantics) {
  const [limits] = options === undefined ? [] : texts.property(options, 'limits');
  const node = limits && unwrap(limits);
  return node && ts.isObjectLiteralExpression(node) ? node : undefined;
}

/** Multer keeps in memory what it is not told to put elsewhere; busboy leaves that to the code. */
function keepsInMemory(call: ParserCall, { name }: UploadModel): boolean {
  const text = call.arguments?.map((each) => each.getText()).join(' ') ?? '';
  if (/\bdest\b|diskStorage|useTempFiles/.test(text)) return false;
  return name !== 'multer' || /memoryStorage/.test(text) || !/\bstorage\b/.test(text);
}

/** `multer().none()` takes fields alone, and they have limits. */
function takesNoFiles(call: ParserCall): boolean {
  const { parent } = call;
  const uses = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? usesOf(parent.name) : [call];
  const methods = uses.map((use) => (ts.isPropertyAccessExpression(use.parent) ? memberName(use.parent) : undefined));
  return methods.length > 0 && methods.every((method) => method === 'none');
}

/** Of Next.js: `serverActions: { bodySizeLimit: '500mb' }` and `bodyParser: { sizeLimit: '500mb' }`. */
const settings: Readonly<Record<string, string>> = { bodySizeLimit: 'serverActions', sizeLimit: 'bodyParser' };

export function largeBodySetting({ name, initializer, parent }: ts.PropertyAssignment): number | undefined {
  const around = settings[propertyNameText(name) ?? ''];
  const outer = ts.isPropertyAssignment(parent.parent) ? propertyNameText(parent.parent.name) : undefined;
  const bytes = around === undefined || outer !== around ? undefined : bytesOf(initializer);
  return bytes === undefined || bytes < largeBody ? undefined : bytes;
}
