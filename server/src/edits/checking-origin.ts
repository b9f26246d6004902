import type { TextEdit } from '../../../shared/src/finding.ts';
import { ts } from '../engine/syntax.ts';
import type { FunctionNode } from '../semantics/nodes.ts';
import { beforeStatementEdits } from './before-statement.ts';
import { freeName } from './free-name.ts';
import { insertion } from './handling.ts';
import { declarationEdit } from './imports.ts';
import { quoted, styleOf } from './style.ts';

export const listName = 'trustedOrigins';

/** Leaves the handler of a message that another origin than the page's own has sent. */
export const ownOriginEdits = (handler: FunctionNode): readonly TextEdit[] | undefined =>
  checkEdits(handler, (origin) => `${origin} !== window.location.origin`);

/** The same for origins that are not in a list, which is made here. */
export function listedOriginEdits(handler: FunctionNode, origins: readonly string[]): readonly TextEdit[] | undefined {
  const tree = handler.getSourceFile();
  if (freeName([listName], tree) === undefined) return undefined;
  const check = checkEdits(handler, (origin) => `!${listName}.includes(${origin})`);
  return check && [declarationEdit(tree, listText(tree, origins)), ...check];
}

function listText(tree: ts.SourceFile, origins: readonly string[]): string {
  const { isTypeScript, lineEnd, semicolon } = styleOf(tree);
  const type = isTypeScript ? ': readonly string[]' : '';
  const items = origins.map((origin) => quoted(tree, origin)).join(', ');
  return `/** Who may send messages to this page. */${lineEnd}const ${listName}${type} = [${items}]${semicolon}`;
}

function checkEdits(handler: FunctionNode, isForeign: (origin: string) => string): readonly TextEdit[] | undefined {
  const [parameter] = handler.parameters;
  const place = handler.body && ts.isBlock(handler.body) ? handler.body.statements[0] : handler.body;
  const taken = parameter && originOf(parameter.name, handler);
  if (place === undefined || taken === undefined) return undefined;
  return [...taken.edits, ...beforeStatementEdits(place, `if (${isForeign(taken.origin)}) return`)];
}

/** How the handler calls the sender's origin; a pattern takes it along. */
function originOf(
  name: ts.BindingName,
  handler: FunctionNode,
): { readonly origin: string; readonly edits: readonly TextEdit[] } | undefined {
  if (ts.isIdentifier(name)) return { origin: `${name.text}.origin`, edits: [] };
  const last = name.elements.at(-1);
  if (!ts.isObjectBindingPattern(name) || last === undefined || !ts.isBindingElement(last)) return undefined;
  const origin = freeName(['origin', 'senderOrigin'], handler);
  if (origin === undefined) return undefined;
  const element = origin === 'origin' ? 'origin' : `origin: ${origin}`;
  const edit = last.dotDotDotToken ? insertion(last.getStart(), `${element}, `) : insertion(last.end, `, ${element}`);
  return { origin, edits: [edit] };
}
