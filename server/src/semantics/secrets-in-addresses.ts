import { ts } from '../engine/syntax.ts';
import { publicPrefix } from '../secrets/public-variables.ts';
import { type SecretName, secretNameOf } from '../secrets/secret-names.ts';
import { environmentOrigin } from './environment-reads.ts';
import { takesKeyInAddress } from './libraries/query-keys.ts';
import { nameOfExpression } from './literal-places.ts';
import { enclosingFunction, functionName } from './nodes.ts';
import { addressOf, initializerOf, type QueryPart, queryOf, type Request } from './request-addresses.ts';
import { scopesOf } from './scopes.ts';

/** A secret in the query of a request. */
export interface SecretInAddress extends QueryPart {
  /** In a sentence: `API key`. */
  readonly label: string;
}

const parameters =
  /^(?:(?:x-)?api[-_]?(?:key|token|secret)|(?:access|auth|session|id|refresh|admin|service|bearer|user)[-_]?(?:token|key)|token|jwt|auth|authorization|key|secret|client[-_]?secret|password|passwd|pwd|subscription-key|private[-_]?key)$/i;

/** @param textOf the text of what an address starts with, where it is known */
export function secretsInAddress(
  request: Request,
  textOf: (expression: ts.Expression) => string | undefined,
): readonly SecretInAddress[] {
  const { text, query } = addressOf(request.address);
  const all = [...query, ...(request.params ? queryOf(request.params) : [])];
  const candidates = all.filter(({ name }) => parameters.test(name));
  if (candidates.length === 0) return [];
  const host = hostOf(text) ?? hostOf(textOf(request.address) ?? '') ?? hostOf(startOf(request.address, textOf));
  const isOwn = text.startsWith('/') && !request.hasBase;
  if (host !== undefined && /^(?:localhost|127\.|0\.0\.0\.0)/.test(host)) return [];
  const hosts = host === undefined && !isOwn ? hostsNamedIn(request.address.getSourceFile()) : [host ?? ''];
  // Whoever passes requests for maps on, takes their key as maps do.
  if (hosts.some(takesKeyInAddress) || /\/maps?\//.test(text)) return [];
  return candidates.flatMap((part) => {
    const said = secretOf(part);
    return said === undefined || isOneTime(part, text) ? [] : [{ ...part, label: said.label }];
  });
}

const hostOf = (text: string): string | undefined => /^(?:https?|wss?):\/\/(?:[^/?#@]*@)?([\w.-]+)/i.exec(text)?.[1];

/** Where nothing tells which of them a request goes to, it may be any. */
const hostsNamedIn = ({ text }: ts.SourceFile): readonly string[] =>
  [...text.matchAll(/\bhttps?:\/\/([\w.-]{3,100})/g)].map(([, host = '']) => host);

/** `${BASE_URL}/path` */
function startOf(address: ts.Expression, textOf: (expression: ts.Expression) => string | undefined): string {
  let found = '';
  const visit = (node: ts.Node, depth: number): void => {
    if (found !== '' || depth > 4) return;
    if (ts.isTemplateExpression(node) && node.head.text === '' && node.templateSpans[0]) {
      found = textOf(node.templateSpans[0].expression) ?? '';
    } else if (ts.isBinaryExpression(node)) visit(node.left, depth + 1);
    else if (ts.isIdentifier(node)) {
      const initializer = initializerOf(scopesOf(node.getSourceFile()).bindingOf(node));
      if (initializer) visit(initializer, depth + 1);
      else found = textOf(node) ?? '';
    } else if (ts.isNewExpression(node) && node.arguments?.[0]) visit(node.arguments[0], depth + 1);
    else ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(address, 0);
  return found;
}

const publishable = /public|publishable|anon|site_?key|search_?key|demo|csrf|xsrf/i;

/** By the variable of the environment that it comes from, else by its own name; what browsers are given is no secret. */
function secretOf({ value }: QueryPart): SecretName | undefined {
  if (ts.isStringLiteralLike(value) || ts.isNumericLiteral(value)) return undefined;
  const variable = environmentOrigin(value);
  if (variable !== undefined)
    return publicPrefix.test(variable) || publishable.test(variable) ? undefined : secretNameOf(variable);
  const name = nameOfExpression(value);
  if (name === undefined || publishable.test(name)) return undefined;
  return secretNameOf(name) ?? (/^(?:jwt|bearer)$/i.test(name) ? { label: 'token', strength: 'weak' } : undefined);
}

const oneTimeWords =
  /verif|confirm|reset|invit|unsubscribe|activat|accept|magic|callback|oauth|share|preview|introspect|tokeninfo|sign-?up|register|onboard|rsvp|approv|declin|cancel|review|survey|download|public|device|redeem|claim|booking|guest|portal/i;

const fromAddress = /\b(?:searchParams|useSearchParams|useParams|params|query|URLSearchParams|location)\b/;

/** A token that a link brought along, good for the one thing that the address says; or one that came in an address itself. */
function isOneTime({ name, value }: QueryPart, address: string): boolean {
  if (!/token|^(?:key|code|auth)$/i.test(name) || /access|api|bearer/i.test(name)) return false;
  if (oneTimeWords.test(address) || oneTimeWords.test(value.getText())) return true;
  const fn = enclosingFunction(value);
  if (fn && oneTimeWords.test(functionName(fn)?.text ?? '')) return true;
  if (fromAddress.test(value.getText())) return true;
  const binding = ts.isIdentifier(value) ? scopesOf(value.getSourceFile()).bindingOf(value) : undefined;
  const [declaration] = binding?.declarations ?? [];
  const owner = declaration && ts.isBindingElement(declaration) ? declaration.parent.parent : declaration;
  return owner !== undefined && ts.isVariableDeclaration(owner) && fromAddress.test(owner.initializer?.getText() ?? '');
}
