/** How many modules of each kind the made-up project has. */
const services = 24;

/**
 * A made-up server, always the same to the letter: a count of work is worth comparing only on the same code. Services that call each other,
 * a router that calls them all, types that they share.
 */
export function shopSources(): Readonly<Record<string, string>> {
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ name: 'counted', private: true, type: 'module', dependencies: { express: '4' } }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', strict: true, types: [] },
      include: ['src'],
    }),
    'src/types.ts': typesText,
  };
  for (let at = 0; at < services; at++) files[`src/service${at}.ts`] = serviceText(at);
  files['src/routes.ts'] = routesText();
  return files;
}

const typesText = `export interface Order { readonly id: string; readonly total: number; readonly lines: readonly Line[]; status: 'open' | 'paid' }
export interface Line { readonly sku: string; readonly count: number }
export class NotFound extends Error {}
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };
export interface Request { readonly params: Record<string, string>; readonly query: Record<string, string>; readonly body: any }
export interface Response { status(code: number): Response; json(value: unknown): void; redirect(to: string): void }
export interface Router { get(path: string, handler: (req: Request, res: Response) => void): void; post(path: string, handler: (req: Request, res: Response) => void): void }
export declare function router(): Router;
export declare function query(sql: string, values?: readonly unknown[]): Promise<readonly Order[]>;
`;

function serviceText(at: number): string {
  const before = at === 0 ? '' : `import { find${at - 1}, Store${at - 1} } from './service${at - 1}';\n`;
  const asks = at === 0 ? '' : `    if (order.lines.length > ${at}) await find${at - 1}(order.id);\n`;
  return `import { NotFound, query, type Line, type Order, type Result } from './types';
${before}
export class Store${at}${at === 0 ? '' : ` extends Store${at - 1}`} {
  readonly kept${at} = new Map<string, Order>();

  async load${at}(id: string): Promise<Order> {
    const known = this.kept${at}.get(id);
    if (known) return known;
    const [order] = await query('select * from orders where id = $1', [id]);
    if (!order) throw new NotFound(id);
${asks}    this.kept${at}.set(id, order);
    return order;
  }
}

export async function find${at}(id: string): Promise<Order> {
  return new Store${at}().load${at}(id);
}

export async function pay${at}(id: string, lines: readonly Line[]): Promise<Result<Order>> {
  try {
    const order = await find${at}(id);
    const total = lines.map(({ count }) => count * ${at + 1}).reduce((sum, each) => sum + each, 0);
    if (total !== order.total) return { ok: false, reason: \`\${total} is not \${order.total}\` };
    order.status = 'paid';
    return { ok: true, value: order };
  } catch (error) {
    console.error(error);
    throw new Error('The order could not be paid', { cause: error });
  }
}
`;
}

function routesText(): string {
  const every = Array.from({ length: services }, (_, at) => at);
  const imports = every.map((at) => `import { find${at}, pay${at} } from './service${at}';`).join('\n');
  const routes = every
    .map(
      (at) => `
app.get('/orders${at}/:id', async (req, res) => {
  const order = await find${at}(req.params.id);
  if (req.query.next?.startsWith('/orders')) return res.redirect(req.query.next);
  res.json({ id: order.id, total: order.total * ${at + 1} });
});

app.post('/orders${at}/:id', async (req, res) => {
  const paid = await pay${at}(req.params.id, req.body.lines);
  if (!paid.ok) return void res.status(400).json({ error: paid.reason });
  void find${at}(req.params.id);
  res.json(paid.value);
});`,
    )
    .join('\n');
  return `import { router } from './types';\n${imports}\n\nconst app = router();\n${routes}\n\nexport { app };\n`;
}
