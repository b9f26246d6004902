import { ts } from '../../engine/syntax.ts';
import { isAskedFor } from '../asked-files.ts';
import type { CallNode } from '../callees.ts';
import { unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import type { Fact } from './model.ts';

type RejectionFact = Extract<Fact, { readonly rejects: string }>;

/** What a model says of a call, once its arguments are looked at. */
export function weighedByArgument(fact: RejectionFact, call: CallNode): RejectionFact {
  const [argument, options] = ts.isTaggedTemplateExpression(call) ? [] : (call.arguments ?? []);
  if (argument === undefined) return fact;
  if (fact.weighedBy === 'options') return options && outlivesPage(options) ? { ...fact, isMinor: true } : fact;
  if (fact.weighedBy === 'address') return weighedByAddress(fact, argument);
  if (fact.weighedBy === 'asked' && ts.isCallExpression(call) && isAskedFor(call))
    return { rejects: 'never', because: 'the code has asked whether the file is there' };
  if (fact.weighedBy === 'font' && argument.getText().startsWith('StandardFonts.'))
    return { rejects: 'never', because: 'every reader has the font' };
  if (fact.weighedBy === 'count' && isAtMostOne(argument)) return { rejects: 'never', because: 'it takes one at most' };
  return fact;
}

/** `{ keepalive: true }`: sent off while the page is left, as measurements are, so that nobody is there to hear of it. */
function outlivesPage(options: ts.Expression): boolean {
  const node = unwrap(options);
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.some(
      (each) =>
        ts.isPropertyAssignment(each) &&
        each.name.getText() === 'keepalive' &&
        each.initializer.kind === ts.SyntaxKind.TrueKeyword,
    )
  );
}

/** Every device opens web addresses; whether it knows another scheme, such as `tel:`, depends on what is installed. */
function weighedByAddress(fact: RejectionFact, argument: ts.Expression): RejectionFact {
  const addresses = alternativesOf(argument).map(beginningOf);
  if (addresses.some(({ text }) => /^[a-z][\w+.-]*:/i.test(text) && !isWeb(text))) return fact;
  return addresses.every(({ text, isWhole }) => isWhole && isWeb(text))
    ? { rejects: 'never', because: 'every device opens a web address' }
    : { ...fact, isMinor: true };
}

const isWeb = (address: string): boolean => /^https?:/i.test(address);

function alternativesOf(expression: ts.Expression): readonly ts.Expression[] {
  const node = constantOf(expression);
  return ts.isConditionalExpression(node)
    ? [...alternativesOf(node.whenTrue), ...alternativesOf(node.whenFalse)]
    : [node];
}

interface Beginning {
  readonly text: string;
  readonly isWhole: boolean;
}

/** As far as it is constant. */
function beginningOf(expression: ts.Expression): Beginning {
  const node = constantOf(expression);
  if (ts.isStringLiteralLike(node)) return { text: node.text, isWhole: true };
  if (ts.isTemplateExpression(node)) return { text: node.head.text, isWhole: false };
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return { text: beginningOf(node.left).text, isWhole: false };
  return { text: '', isWhole: false };
}

/** A `const` of the file is what it is declared with. */
function constantOf(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  const binding = ts.isIdentifier(node) ? scopesOf(node.getSourceFile()).bindingOf(node) : undefined;
  const declaration = binding?.kind === 'const' ? binding.declarations[0] : undefined;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) {
    return node;
  }
  return declaration.initializer === undefined ? node : unwrap(declaration.initializer);
}

/** `0`, `1`, and a parameter that is one of them unless the caller says otherwise. */
function isAtMostOne(expression: ts.Expression): boolean {
  const node = constantOf(expression);
  if (ts.isNumericLiteral(node)) return Number(node.text) <= 1;
  if (!ts.isIdentifier(node)) return false;
  const declaration = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations[0];
  if (declaration === undefined || !ts.isParameter(declaration) || declaration.initializer === undefined) return false;
  const usual = unwrap(declaration.initializer);
  return ts.isNumericLiteral(usual) && Number(usual.text) <= 1;
}
