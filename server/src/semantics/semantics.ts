import type { ts } from '../engine/syntax.ts';
import type { FileScopes } from './scopes.ts';
import type { Provenance } from './provenance.ts';
import type { PromiseQuestions } from './promises.ts';

/** The questions rules ask about one file, answered once for all of them. */
export interface FileSemantics {
  readonly scopes: FileScopes;
  /** API paths a value may come from, such as `@supabase/supabase-js.createClient().from()`. */
  provenanceOf(expression: ts.Expression): readonly Provenance[];
  readonly promises: PromiseQuestions;
}
