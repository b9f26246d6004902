/** The one door to the TypeScript compiler, so that the bundle holds it once and a change of compiler is one line. */
export { ts } from 'ts-morph';
