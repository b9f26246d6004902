import { parseCommand, type Command } from './arguments.ts';
import { failureOf } from '../../report/failure.ts';
import { baseline } from './baseline-command.ts';
import { check } from './check-command.ts';
import { explain } from './explain-command.ts';
import { help } from './help.ts';
import { init } from './init-command.ts';
import { serve } from './lsp-command.ts';
import { packageVersion } from './package-files.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Runs one command and gives its exit code: 0 clean, 1 findings, 2 wrong usage, 3 a failure of Temper itself. */
export function run(words: readonly string[], terminal: Terminal): number {
  try {
    return runCommand(parseCommand(words), terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n`);
      return 2;
    }
    terminal.err(`Temper failed, which is a defect of its own: ${failureOf(error)}\n`);
    return 3;
  }
}

function runCommand(command: Command, terminal: Terminal): number {
  if (command.name === 'check') return check(command.arguments, terminal);
  if (command.name === 'baseline') return baseline(command.arguments, terminal);
  if (command.name === 'explain') return explain(command.rule, terminal);
  if (command.name === 'init') return init(terminal);
  if (command.name === 'lsp') return serve();
  terminal.out(command.name === 'version' ? `${packageVersion()}\n` : help);
  return 0;
}
