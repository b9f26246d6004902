import { ts } from '../../engine/syntax.ts';
import { enclosingFunction, type FunctionNode, memberName } from '../nodes.ts';
import { outermost, usesOf } from '../result-parts.ts';

/** A field of a form, and where the code reads it. */
export interface FormField {
  readonly name: string;
  /** All that the form holds by this name: `form.getAll('tags')`. */
  readonly isList: boolean;
  readonly calls: readonly ts.CallExpression[];
}

/**
 * The fields that a handler reads of a form one by one, files left out. Undefined where it does anything else with the form, so that
 * nobody knows which other fields matter.
 */
export function formFieldsOf(form: ts.Identifier, handler: FunctionNode): readonly FormField[] | undefined {
  const fields = new Map<string, FormField>();
  for (const use of usesOf(form)) {
    const call = readAt(use);
    if (call === undefined || enclosingFunction(use) !== handler) return undefined;
    const [argument] = call.arguments;
    const method = memberName(call.expression);
    if (method === 'has') continue;
    if (argument === undefined || !ts.isStringLiteralLike(argument)) return undefined;
    const isList = method === 'getAll';
    const known = fields.get(argument.text);
    if (known && known.isList !== isList) return undefined;
    fields.set(argument.text, { name: argument.text, isList, calls: [...(known?.calls ?? []), call] });
  }
  return [...fields.values()].filter(({ calls }) => !calls.some(isReadAsFile));
}

function readAt({ parent }: ts.Node): ts.CallExpression | undefined {
  if (!ts.isPropertyAccessExpression(parent) || !/^(?:get|getAll|has)$/.test(parent.name.text)) return undefined;
  const call = parent.parent;
  return ts.isCallExpression(call) && call.expression === parent && call.arguments.length === 1 ? call : undefined;
}

const aboutFile = /\b(?:File|Blob)\b/;
/** What a file has and no text does. */
export const ofFile = /^(?:name|webkitRelativePath|arrayBuffer|stream|bytes|text|size|type|lastModified)$/;

/** `form.get('photo') as File`, `photo instanceof File`, `photo.arrayBuffer()` */
export function isReadAsFile(call: ts.CallExpression): boolean {
  const whole = outermost(call);
  const { parent } = whole;
  const isNamed = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name);
  const claimed = ts.isVariableDeclaration(parent) ? (parent.type?.getText() ?? '') : '';
  if (aboutFile.test(claimed + whole.getText().slice(call.getText().length))) return true;
  const uses = isNamed && ts.isIdentifier(parent.name) ? usesOf(parent.name) : [];
  return [whole, ...uses].some(isUsedAsFile);
}

function isUsedAsFile(use: ts.Node): boolean {
  const whole = ts.isExpression(use) ? outermost(use) : use;
  const { parent } = whole;
  if (aboutFile.test(whole.getText().slice(use.getText().length))) return true;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword)
    return aboutFile.test(parent.right.getText());
  return ts.isPropertyAccessExpression(parent) && parent.expression === whole && ofFile.test(parent.name.text);
}
