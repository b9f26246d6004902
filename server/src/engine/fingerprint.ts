import { ts } from './syntax.ts';

/**
 * Numbers findings of one file. A fingerprint survives moved lines and edits elsewhere: it is made of rule, path,
 * enclosing symbol and ordinal among equals, never of a value of the code.
 *
 * @param path relative to the workspace, with forward slashes, so that every machine gets the same
 * @returns ask it once per finding, in the order of the text and before suppressions hide any: 16 hexadecimal digits
 */
export function fingerprinter(path: string): (rule: string, symbol: string) => string {
  const seen = new Map<string, number>();
  return (rule, symbol) => {
    const key = [rule, path, symbol].join('\n');
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return hash(`${key}\n${ordinal}`);
  };
}

/** Names of the declarations round a node, outermost first: `OrderService.save`. Empty at the top of a file. */
export function enclosingSymbol(node: ts.Node): string {
  const names: string[] = [];
  for (let current = node.parent; current !== undefined; current = current.parent) {
    const name = nameOf(current);
    if (name !== undefined) names.push(name);
  }
  return names.reverse().join('.');
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) {
    return holdsCode(node.initializer) ? textOf(node.name) : undefined;
  }
  if (
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isPropertyDeclaration(node)
  ) {
    return node.name === undefined ? undefined : textOf(node.name);
  }
  return undefined;
}

function holdsCode(node: ts.Expression | undefined): boolean {
  return node !== undefined && (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isObjectLiteralExpression(node));
}

/** Only names count: a computed or literal name may carry a value. */
function textOf(name: ts.Node): string | undefined {
  return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) ? name.text : undefined;
}

/** FNV-1a of 64 bits over UTF-16 units, in two halves so that no BigInt is made. */
function hash(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let at = 0; at < text.length; at++) {
    low ^= text.charCodeAt(at);
    // The prime is 2^40 + 0x1b3: multiply the low half, carry, and add the shifted part to the high half.
    const product = (low >>> 0) * 0x1b3;
    const carry = Math.floor(product / 0x1_0000_0000);
    high = (Math.imul(high, 0x1b3) + carry + ((low << 8) >>> 0)) >>> 0;
    low = product >>> 0;
  }
  return hex(high) + hex(low);
}

function hex(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0');
}
