import { LibraryAutomaton } from '../../flow/automaton.ts';
import { accounts } from './accounts.ts';
import { cryptography } from './cryptography.ts';
import type { CredentialRole } from './model.ts';
import { services } from './services.ts';
import { tokensAndSessions } from './tokens-and-sessions.ts';

export type { CredentialKind, CredentialRole } from './model.ts';

const models = [...tokensAndSessions, ...cryptography, ...accounts, ...services];
const automaton = new LibraryAutomaton<CredentialRole>(models);

/** Where a call of this path, `jsonwebtoken.sign()`, takes secrets. */
export const credentialRolesOf = (path: string): readonly CredentialRole[] => automaton.factsOf(path);

/** The names that such calls are made of, `sign`: any other method takes none. */
export const credentialMethods: ReadonlySet<string> = new Set(
  models.flatMap(({ library, entries }) =>
    entries.flatMap(({ path }) => path.slice(library.length).match(/[A-Za-z]\w*/g) ?? []),
  ),
);
