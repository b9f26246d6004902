import type { FunctionGraph } from './graphs.ts';

const sanitizing =
  /saniti[sz]|safe|secure|escape|clean|valid|assert|ensure|verif|allow|whitelist|trusted|encode|jail|normali[sz]e|guard|restrict/i;
const checking = /\b(?:if|throw|replace|replaceAll|some|every|startsWith|test|includes|has|switch)\b|\?/;

/**
 * Whether a function of the project is there to make a value harmless, or to refuse it: it says so by its name, and its body looks
 * at what it is given. What exactly it checks may be beyond what guards can prove, and its author has thought of it.
 */
export function isOwnCheck({ body, node }: FunctionGraph): boolean {
  return body.name !== '' && sanitizing.test(body.name) && checking.test(node.getText());
}
