import { equivalentsOf } from '../../../shared/src/equivalent-rules.ts';

/** What is asked of a diagnostic of VS Code. */
export interface Mark {
  readonly source?: string | undefined;
  readonly code?: string | number | { readonly value: string | number } | undefined;
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
}

const own = 'temper';

/** The marks whose code no other extension marks by a rule that finds the same. */
export function notToldByOthers<M extends Mark>(marks: readonly M[], all: readonly Mark[]): readonly M[] {
  const others = all.flatMap(({ source, code, range }) => {
    const rules = source === own ? [] : equivalentsOf([nameOf(ruleOf(code))]);
    return rules.length === 0 ? [] : [{ rules, range }];
  });
  if (others.length === 0) return marks;
  return marks.filter(({ code, range: { start } }) => {
    const rule = ruleOf(code);
    return !others.some(
      ({ rules, range }) => rules.includes(rule) && range.start.line <= start.line && range.end.line >= start.line,
    );
  });
}

function ruleOf(code: Mark['code']): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

/** oxlint writes `typescript-eslint(no-floating-promises)`, and `eslint(no-eval)` for ESLint's own. */
function nameOf(code: string): string {
  const [, plugin, rule] = /^([\w-]+)\(([\w-]+)\)$/.exec(code) ?? [];
  if (plugin === undefined || rule === undefined) return code;
  return plugin === 'eslint' ? rule : `${plugin === 'typescript-eslint' ? '@typescript-eslint' : plugin}/${rule}`;
}
