import type { Snapshot } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { isEnvironment } from './environment.ts';
import { isLogCall } from './log-calls.ts';
import { insistingCalls } from './libraries/insisting-calls.ts';
import { calleeWords, enclosingFunction, isFallback, memberName, rootOf, unwrap } from './nodes.ts';
import { moduleFactsOf } from './module-facts.ts';
import { outermost } from './result-parts.ts';
import { scopesOf } from './scopes.ts';
import type { Semantics } from './semantics.ts';
import { endUses } from './value-uses.ts';
import { holdersOf, isAskedFor, isCheckedAtStart, isValidated } from './validated-environment.ts';

/** A variable of the environment that code goes on without. */
export interface UncheckedVariable {
  readonly name: string;
  /** The read as it stands in the code, without what claims that it is there: `process.env.KEY`. */
  readonly read: ts.Expression;
  /** `claimed`: by `!` or a cast. `empty`: an empty text takes its place. */
  readonly by: 'claimed' | 'empty';
  /** Who is given it. */
  readonly user: string;
  /** The user takes it for a key that proves who somebody is. */
  readonly isProof: boolean;
}

/** Set by the platform or meant to be missing. */
const unneeded =
  /^(?:NODE_ENV|PORT|HOST|HOSTNAME|HOME|USER|PATH|TZ|PWD|CI|TMPDIR|APPDATA|USERPROFILE|COMSPEC|EDITOR|SHELL)$|^(?:VERCEL|RAILWAY|RENDER|FLY|REPL|REPLIT|AI_INTEGRATIONS|CF|DENO|HEROKU|WEBSITE|NEXT_RUNTIME|npm)_|^AWS_(?:REGION|LAMBDA)|(?:^|_)(?:ENABLED?|DISABLED?|FEATURE|DEBUG|FLAG|LEVEL|MODE|OPTIONAL|VERSION)(?:_|$)/;
const setBySupabase = /^SUPABASE_(?:URL|ANON_KEY|SERVICE_ROLE_KEY|DB_URL)$/;

/** @param owner `process.env.KEY!`, `process.env.KEY as string`, `process.env.KEY || ''` */
export function uncheckedVariable(
  owner: ts.Expression,
  semantics: Semantics,
  snapshot: Snapshot,
): UncheckedVariable | undefined {
  const found = readIn(owner);
  if (found === undefined || unneeded.test(found.name)) return undefined;
  const tree = owner.getSourceFile();
  if (setBySupabase.test(found.name) && tree.fileName.includes('/supabase/functions/')) return undefined;
  const uses = endUses(owner).map(({ node }) => node);
  if (uses.some(isAsked)) return undefined;
  const call = [outermost(owner), ...uses].map(callGiven).find((each) => each !== undefined && isForeign(each, tree));
  if (call === undefined || isInsistedOn(call, found, semantics)) return undefined;
  const holders = holdersOf(owner);
  if (isAskedFor([found.name, ...holders], tree) || isValidated(found.name, holders, tree, snapshot)) return undefined;
  if (isCheckedAtStart(found.name, tree, snapshot)) return undefined;
  const user = calleeWords(call.expression);
  const isProof = found.by === 'empty' && proving.test(user) && !semantics.callees.bySyntax(call).functions.length;
  return { ...found, user, isProof };
}

/** The package itself says what is missing, where nothing starts without it or in words that cannot be mistaken. */
function isInsistedOn(call: Call, { name, by }: Pick<UncheckedVariable, 'name' | 'by'>, semantics: Semantics): boolean {
  const isAtStart = enclosingFunction(call) === undefined;
  const { paths } = semantics.callees.bySyntax(call);
  return insistingCalls.some(
    (each) =>
      (isAtStart || each.isPlain) &&
      !(each.takesEmpty && by === 'empty') &&
      (each.variable?.test(name) ?? true) &&
      paths.some((path) => each.path.test(path)),
  );
}

const proving =
  /(?:^|\.)(?:createHmac|jwtVerify|constructEvent(?:Async)?|timingSafeEqual)$|^(?:jwt|jsonwebtoken)\.(?:sign|verify)$/;

function readIn(owner: ts.Expression): Pick<UncheckedVariable, 'name' | 'read' | 'by'> | undefined {
  if (ts.isBinaryExpression(owner)) {
    const right = unwrap(owner.right);
    if (!isFallback(owner) || !ts.isStringLiteralLike(right) || right.text !== '') return undefined;
    const name = variableRead(owner.left);
    return name === undefined ? undefined : { name, read: unwrap(owner.left), by: 'empty' };
  }
  const isClaim =
    ts.isNonNullExpression(owner) || (ts.isAsExpression(owner) && owner.type.kind === ts.SyntaxKind.StringKeyword);
  const name = isClaim ? variableRead(owner) : undefined;
  return name === undefined ? undefined : { name, read: unwrap(owner), by: 'claimed' };
}

/** Of the environment itself, not of an object that somebody has filled from it. */
function variableRead(expression: ts.Expression): string | undefined {
  const node = unwrap(expression);
  if (ts.isCallExpression(node)) {
    const [name] = node.arguments;
    const isRead = /^(?:Deno|Bun)\.env\.get$/.test(node.expression.getText());
    return isRead && name && ts.isStringLiteralLike(name) ? name.text : undefined;
  }
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  return isEnvironment(node.expression) ? memberName(node) : undefined;
}

/** Whether the value, by whatever name, decides what the code does. */
function isAsked({ parent }: ts.Expression): boolean {
  return (
    ts.isIfStatement(parent) ||
    ts.isConditionalExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
  );
}

type Call = ts.CallExpression | ts.NewExpression;

/** The call whose argument, or option, the value is in the end. */
function callGiven(node: ts.Expression): Call | undefined {
  const { parent } = node;
  const isCall = ts.isCallExpression(parent) || ts.isNewExpression(parent);
  return isCall && parent.expression !== node ? parent : undefined;
}

/** How a file names others of its project. */
const ofProject = /^(?:\.|@\/|~|#|\$)/;

/** Whether a call is of a package or the platform: what the project's own functions do with a value is told there. */
function isForeign(call: Call, tree: ts.SourceFile): boolean {
  if (ts.isCallExpression(call) && isLogCall(call)) return false;
  const root = rootOf(call.expression);
  if (!ts.isIdentifier(root)) return false;
  const binding = scopesOf(tree).bindingOf(root);
  if (binding === undefined) return root.text === (ts.isNewExpression(call) ? 'URL' : 'fetch');
  const specifier = moduleFactsOf(tree).imports.get(binding)?.specifier;
  return specifier !== undefined && !ofProject.test(specifier);
}
