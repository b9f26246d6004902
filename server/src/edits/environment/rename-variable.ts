import type { FileEdit, TextEdit } from '../../../../shared/src/finding.ts';
import { environmentOf } from '../../semantics/environment.ts';
import type { VariableContext } from './required-variable.ts';

/** Gives a variable of the environment another name wherever the program and the settings of this machine have it. */
export function renameEdits(from: string, to: string, ctx: VariableContext): readonly FileEdit[] | undefined {
  const environment = environmentOf(ctx);
  if (environment === undefined) return undefined;
  const { folder, platform } = environment;
  const settings = [...platform.files, '.env.example', '.env.sample'].map((name) => `${folder}/${name}`);
  const others = ctx.snapshot.codeBelow(folder).filter((file) => file !== ctx.file);
  return [...settings, ctx.file, ...others].flatMap((file) => {
    const edits = renamed(ctx.snapshot.text(file) ?? '', from, to);
    return edits.length === 0 ? [] : [{ file, edits }];
  });
}

/** Every place of a text that has the whole name. */
export function renamed(text: string, from: string, to: string): readonly TextEdit[] {
  return [...text.matchAll(new RegExp(String.raw`\b${from}\b`, 'g'))].map(({ index }) => ({
    span: { start: index, end: index + from.length },
    text: to,
  }));
}
