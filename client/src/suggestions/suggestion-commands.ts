export const suggestionCommands = {
  fix: 'temper.fixSuggestion',
  review: 'temper.reviewSuggestion',
  dismiss: 'temper.dismissSuggestion',
} as const;

/** What the commands take; without it they mean the suggestion at the cursor. */
export interface SuggestionAddress {
  readonly uri: string;
  readonly block: number;
}

export function isSuggestionAddress(value: unknown): value is SuggestionAddress {
  return typeof value === 'object' && value !== null && 'uri' in value && 'block' in value;
}
