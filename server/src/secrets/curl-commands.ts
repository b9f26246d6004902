import { type Detector, detectionOf } from './detector.ts';
import { curlCredentials } from './formats/auth.ts';
import { couldBeSecret, shapeOf } from './value-shape.ts';

const option = /\s(?:-u|--user)(?:=|\s{1,4})(["']?)([^\s"':]{0,100})(["']?:["']?)([^\s"'`]{0,200})/;

/** `curl -u user:password`, on one line or several that end in a backslash. */
export const curlCommands: Detector = {
  keywords: ['curl '],
  look(search, at) {
    const command = commandAt(search.text, at);
    const found = option.exec(command);
    if (!found) return;
    const [whole, , user = '', , password = ''] = found;
    const [value, end] = password === '' ? [user, whole.lastIndexOf(user) + user.length] : [password, whole.length];
    if (!isSecret(value, user)) return;
    const start = at + found.index + end - value.length;
    search.report(detectionOf(curlCredentials, start, start + value.length));
  },
};

const longest = 1000;

function commandAt(text: string, at: number): string {
  const [command = ''] = /^(?:[^\n\\]|\\[^])*/.exec(text.slice(at, at + longest)) ?? [];
  return command;
}

function isSecret(value: string, user: string): boolean {
  if (
    value.length < 5 ||
    value.startsWith('$') ||
    /[<>]/.test(value) ||
    user.startsWith('<') ||
    value.startsWith('[') ||
    /\{\{|\$[{(]/.test(value)
  ) {
    return false;
  }
  if (value === user && user.length < 8) return false;
  const bare = value.replace(/^\{(.*)\}$/, '$1');
  return !/^(password|passwd|token|secret|pass(word)?\d*|apikey|api_key)$/i.test(bare) && couldBeSecret(shapeOf(bare));
}
