import { ts } from '../engine/syntax.ts';
import { calleeWords, enclosingFunction, memberName, unwrap } from './nodes.ts';
import type { Semantics } from './semantics.ts';
import { endUses, type ValueUse } from './value-uses.ts';

/** A file out of a form that is read or kept as it comes, however large. */
export interface UncheckedFile {
  /** The field that it comes in. */
  readonly field: string;
  /** What reads or keeps it, in the code's own words. */
  readonly words: string;
  readonly node: ts.Node;
}

const requests = /(?:^|\.)_?req(?:uest)?(?:\.raw)?$/;

/** @param call `request.formData()` */
export function uncheckedFile(call: ts.CallExpression, semantics: Semantics): UncheckedFile | undefined {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !/^(?:formData|parseBody)$/.test(callee.name.text)) return undefined;
  if (!requests.test(callee.expression.getText()) || limitsSize(call.getSourceFile())) return undefined;
  const uses = endUses(call);
  if (uses.some((use) => isHandedToCheck(use, semantics))) return undefined;
  for (const use of uses) {
    const [method, field] = use.members;
    if (field === undefined || (method !== 'get' && method !== 'getAll')) continue;
    const words = readBy(use, field, uses) ?? keptBy(use, uses, field);
    if (words !== undefined) return { field, words, node: use.node };
  }
  return undefined;
}

const known = new WeakMap<ts.SourceFile, boolean>();

/** Whether the file compares anything's size with a limit, or lets somebody else do so. */
export function limitsSize(tree: ts.SourceFile): boolean {
  const answer = known.get(tree) ?? (/content-length|\bbodyLimit\b/i.test(tree.text) || comparesSize(tree));
  known.set(tree, answer);
  return answer;
}

const named = /size|length|bytes|\b(?:mb|kb)\b/i;

function comparesSize(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node) && /^[<>]=?$/.test(ts.tokenToString(node.operatorToken.kind) ?? '')) {
    const { left, right } = node;
    const isEmptiness = /^[01]$/.test(left.getText()) || /^[01]$/.test(right.getText());
    if (!isEmptiness && (named.test(left.getText()) || named.test(right.getText()))) return true;
  }
  return ts.forEachChild(node, (child) => comparesSize(child) || undefined) ?? false;
}

const checking = /valid|check|verify|schema|parse|assert|limit|size/i;

/** A function that is given the form, or the file, and looks at its size, or may well do so. */
function isHandedToCheck({ node }: ValueUse, semantics: Semantics): boolean {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression === node) return false;
  const { functions } = semantics.callees.bySyntax(call);
  if (functions.some((fn) => limitsSize(fn.getSourceFile()))) return true;
  return functions.length === 0 && checking.test(calleeWords(call.expression));
}

const reading = /^(?:arrayBuffer|stream|bytes)$/;

/** `file.arrayBuffer()`, and `file.text()` where the field is a file for sure. */
function readBy(use: ValueUse, field: string, all: readonly ValueUse[]): string | undefined {
  const read = use.members.find((member) => reading.test(member) || (member === 'text' && isFile(field, all)));
  return read === undefined ? undefined : `${field}.${read}()`;
}

const keeping = /upload|(?:^|\.)(?:put|putObject|save\w*|store\w*|writeFile)$/i;

function keptBy(use: ValueUse, all: readonly ValueUse[], field: string): string | undefined {
  const call = use.node.parent;
  if (!ts.isCallExpression(call) || call.expression === use.node || !isFile(field, all)) return undefined;
  const words = calleeWords(call.expression);
  // Its name and kind say nothing of what is in it.
  if (use.members.some((member) => member === 'name' || member === 'type')) return undefined;
  return keeping.test(words) ? words : undefined;
}

/** Fields whose `name`, `type` or bytes somebody reads are files. */
const isFile = (field: string, uses: readonly ValueUse[]): boolean =>
  /file|image|photo|avatar|document|attachment|audio|video/i.test(field) ||
  uses.some(({ members }) => members[1] === field && members.some((each) => reading.test(each) || each === 'name'));

/** The declaration of the file that a form's field is: `const file = form.get('file') as File`. */
export function declarationOfField(call: ts.CallExpression, field: string): ts.VariableDeclaration | undefined {
  const fn = enclosingFunction(call);
  let found: ts.VariableDeclaration | undefined;
  const visit = (node: ts.Node): void => {
    const value = ts.isVariableDeclaration(node) && node.initializer ? unwrap(node.initializer) : undefined;
    const asked = value && ts.isCallExpression(value) && memberName(value.expression) === 'get' ? value : undefined;
    const [name] = asked?.arguments ?? [];
    if (ts.isVariableDeclaration(node) && name && ts.isStringLiteralLike(name) && name.text === field) found ??= node;
    ts.forEachChild(node, visit);
  };
  if (fn?.body) visit(fn.body);
  return found;
}
