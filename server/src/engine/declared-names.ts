import { ts } from './syntax.ts';

/** What a statement at the top of a file declares there. */
export function namesDeclaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function namesIn(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

/** The statements at the top of a file in whose text the name stands, be it in a comment. */
export function mentionsOf(name: string, { text, statements }: ts.SourceFile): readonly ts.Statement[] {
  const found: ts.Statement[] = [];
  let at = text.indexOf(name);
  for (const statement of statements) {
    if (at === -1) break;
    if (at >= statement.end) continue;
    while (at !== -1 && at < statement.end && !isWhole(text, at, at + name.length)) at = text.indexOf(name, at + 1);
    if (at === -1 || at >= statement.end) continue;
    found.push(statement);
    at = text.indexOf(name, statement.end);
  }
  return found;
}

function isWhole(text: string, start: number, end: number): boolean {
  return !isPartOfName(text, start - 1) && !isPartOfName(text, end);
}

function isPartOfName(text: string, at: number): boolean {
  return ts.isIdentifierPart(text.charCodeAt(at), ts.ScriptTarget.Latest);
}
