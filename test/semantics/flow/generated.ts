/** The same numbers for the same seed. */
export function random(seed: number): (below: number) => number {
  let state = seed * 7919 + 17;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

type Next = (below: number) => number;

const fileCount = 4;
const functionsPerFile = 4;
const fileName = (at: number): string => `/f${String(at)}.ts`;

/** A small project whose files import each other, recursion and classes included. */
export function generated(next: Next): Record<string, string> {
  return Object.fromEntries(Array.from({ length: fileCount }, (_, at) => [fileName(at), fileText(at, next)]));
}

function fileText(at: number, next: Next): string {
  const imports = Array.from({ length: fileCount }, (_, other) =>
    other === at ? '' : `import * as m${String(other)} from './f${String(other)}';`,
  );
  const functions = Array.from({ length: functionsPerFile }, (_, index) => functionText(index, at, next));
  return [...imports, 'let shared;', classText(at, next), ...functions, ''].join('\n');
}

const classText = (at: number, next: Next): string =>
  `export class C { constructor(h) { this.h = h; } async m(p) {\n${body(at, next)}\n} async n() { await this.h(1); } }`;

const functionText = (index: number, at: number, next: Next): string =>
  `export ${next(2) === 0 ? 'async ' : ''}function g${String(index)}(p) {\n${body(at, next)}\n}`;

const body = (at: number, next: Next): string =>
  Array.from({ length: 1 + next(3) }, () => statement(at, next)).join('\n');

function statement(at: number, next: Next): string {
  const callee = calleeText(at, next);
  const statements = [
    `${callee}(p);`,
    `return ${callee}(1);`,
    `try { ${callee}(2); } catch (e) { p(e); }`,
    `if (p) throw new Error('x');`,
    `p(${callee});`,
    `shared = ${callee};`,
    `shared(3);`,
    `new C(${callee}).n();`,
    `const q = async () => { await ${callee}(p); }; q();`,
    `return { a: ${callee}, b: p };`,
    `Promise.all([${callee}(1), p]).then(() => 1);`,
    `[1, 2].forEach((x) => ${callee}(x));`,
    `${callee}(() => { throw new Error('y'); });`,
    `for (const x of [1, 2]) { shared = shared ?? ${callee}; p = shared; }`,
    `fetch('/x');`,
  ];
  return statements[next(statements.length)] ?? '';
}

function calleeText(at: number, next: Next): string {
  const file = next(fileCount);
  const name = `g${String(next(functionsPerFile))}`;
  return file === at ? name : `m${String(file)}.${name}`;
}

/** Replaces, adds or removes a statement somewhere. */
export function randomEdit(next: Next): { readonly file: string; readonly change: (text: string) => string } {
  const at = next(fileCount);
  const [where, how] = [next(1000), next(3)];
  const fresh = statement(at, next);
  return { file: fileName(at), change: (text) => edited(text, where, how, fresh) };
}

function edited(text: string, where: number, how: number, fresh: string): string {
  const lines = text.split('\n');
  const statements = lines.flatMap((line, index) => (isStatement(line) ? [index] : []));
  const heads = lines.flatMap((line, index) => (line.endsWith('{') ? [index] : []));
  const line = statements[where % Math.max(1, statements.length)];
  const head = heads[where % heads.length] ?? 0;
  if (line === undefined || how === 0) return [...lines.slice(0, head + 1), fresh, ...lines.slice(head + 1)].join('\n');
  return [...lines.slice(0, line), ...(how === 1 ? [fresh] : []), ...lines.slice(line + 1)].join('\n');
}

const isStatement = (line: string): boolean =>
  line !== '' && !/^(?:import|let|export|\})/.test(line) && !line.endsWith('{');
