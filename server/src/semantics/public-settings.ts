import type { Span } from '../../../shared/src/finding.ts';
import { exposedSecret, publicPrefix, type ServerSecret } from '../secrets/public-variables.ts';
import { findSecrets, textKindOf } from '../secrets/secret.ts';
import { shapeOf, type ValueShape } from '../secrets/value-shape.ts';
import { isEnvironmentFile } from './environment-files.ts';

/** A line that gives a secret to a variable which browsers are given. */
export interface PublicSetting extends ServerSecret {
  readonly variable: string;
  /** Of the value where it stands there and the file is not one for secrets, else of the name. */
  readonly span: Span;
  /** Whether the value tells, not the name. */
  readonly isByValue: boolean;
  /** The value itself stands there, in a file that is not one for secrets: under another name it is no less in the code. */
  readonly isLiteral: boolean;
}

const line =
  /(?:^|[{,])[ \t]*(?:-[ \t]+|export[ \t]+|ARG[ \t]+|ENV[ \t]+)?["']?((?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|GATSBY|PUBLIC)_[A-Z0-9_]{2,80})["']?(?:[ \t]*[=:][ \t]*([^\n\r]{0,2000}))?/gm;

/** In environment files, settings, CI files and shell scripts; an example only shows which names there are. */
export function publicSettings(file: string, text: string): readonly PublicSetting[] {
  if (!isSettings(file)) return [];
  return [...text.matchAll(line)].flatMap(({ 0: whole, 1: variable = '', 2: rest, index }) => {
    const written = rest === undefined ? '' : valueIn(rest);
    const secret = isGiven(whole, written) ? secretOf(variable, written) : undefined;
    if (secret === undefined) return [];
    const start = index + whole.indexOf(variable);
    const nameSpan = { start, end: start + variable.length };
    const at = index + whole.length - (rest ?? '').length + (/^["']/.test(rest ?? '') ? 1 : 0);
    const isLiteral = !isEnvironmentFile(file) && written !== '' && !isReference(written);
    return [{ ...secret, variable, isLiteral, span: isLiteral ? { start: at, end: at + written.length } : nameSpan }];
  });
}

function isSettings(file: string): boolean {
  if (isEnvironmentFile(file)) return true;
  const kind = textKindOf(file);
  return (
    (kind === 'settings' || kind === 'shell') && !/(?:^|\/)\.env|\.(?:lock|ipynb)$|example|sample|template/.test(file)
  );
}

function valueIn(rest: string): string {
  const quote = rest.charAt(0);
  const end = quote === '"' || quote === "'" ? rest.indexOf(quote, 1) : -1;
  if (end > 0) return rest.slice(1, end);
  return (
    /^[^#\s,]*/
      .exec(rest.replace(/\$\{\{[^}]*\}\}/g, (each) => each.replaceAll(' ', '\u00a0')))?.[0]
      .replaceAll('\u00a0', ' ') ?? ''
  );
}

/** `${{ secrets.KEY }}`, `$KEY`: what a machine fills in. */
const isReference = (value: string): boolean => value.startsWith('$');

const unusable: ReadonlySet<ValueShape> = new Set(['empty', 'blank', 'stand-in', 'alphabet']);

/** A build argument gets its value from whoever builds. */
const isGiven = (whole: string, value: string): boolean =>
  value === '' ? /^\s*ARG\s/.test(whole) : isReference(value) || !unusable.has(shapeOf(value));

function secretOf(variable: string, value: string): (ServerSecret & { readonly isByValue: boolean }) | undefined {
  const byName = exposedSecret(variable);
  if (byName !== undefined) return { ...byName, isByValue: false };
  const [found] = value.length < 20 ? [] : findSecrets(value, 'settings');
  return found?.certainty === 'certain'
    ? { label: found.label, name: variable.replace(publicPrefix, ''), isByValue: true }
    : undefined;
}
