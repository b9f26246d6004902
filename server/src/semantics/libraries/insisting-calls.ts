/**
 * Calls of packages that refuse to go on without a text, with words that say which is missing: by the paths of callees. Where they
 * stand at the top of a module nothing starts without the variable.
 */
export const insistingCalls: readonly RegExp[] = [
  /^@neondatabase\/serverless\b.*\bneon(?:\(\))?$/,
  /^(?:npm:)?web-push\b.*\bsetVapidDetails(?:\(\))?$/,
];
