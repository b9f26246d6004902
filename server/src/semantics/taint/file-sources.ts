import type { ts } from '../../engine/syntax.ts';
import { isFunctionNode } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { requestPathOf } from './requests.ts';

/** What a page's address, a framework's functions and other services give without a parameter. */
const named =
  /\b(?:location|referrer|documentURI|document\.URL|useSearchParams|useParams|headers|cookies|readBody|readRawBody|readFormData|getQuery|getRouterParams?|getHeaders?|getCookie)\b/;
const unpacked = /adm-zip|unzipper|tar-stream|node-stream-zip|from ['"]tar['"]|require\(['"]tar['"]\)/;
const answered = /\b(?:fetch|XMLHttpRequest)\b/;
const running = /\b(?:eval|Function|exec\w*|spawn\w*|runIn\w+|unserialize|setTimeout|render\w*|compile|query|raw)\b/;

const known = new WeakMap<ts.SourceFile, boolean>();

/** Whether a file has a place from which a stranger's value, or another service's, may come: most files are done with that. */
export function hasSources(tree: ts.SourceFile): boolean {
  let answer = known.get(tree);
  if (answer === undefined) known.set(tree, (answer = mayBring(tree)));
  return answer;
}

function mayBring(tree: ts.SourceFile): boolean {
  const { text } = tree;
  if (named.test(text) || unpacked.test(text) || (answered.test(text) && running.test(text))) return true;
  return scopesOf(tree).functions.some(
    ({ node }) => isFunctionNode(node) && node.parameters.some((parameter) => requestPathOf(parameter) !== undefined),
  );
}
