import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { loadsAny } from '../module-facts.ts';
import { memberName, propertyNameText, unwrap } from '../nodes.ts';

/** What a program hangs things of its own on, and packages of its own that hold its database. */
const holders = /^(?:request|globalThis|fastify|express|hono|koa|@trpc\/server)\b|^@[\w-]+\/(?:db|database|prisma)\b/;

/** How a client is told whose origin nobody sees, and what its call is called as the models of libraries know it. */
interface Shape {
  readonly libraries: readonly string[];
  /** The path of the call; undefined where it has another shape. */
  readonly pathOf: (call: Chain) => string | undefined;
}

/** `c.get('db').insert(users).values(row)`: `values`, given `row`, on the call of `insert`. */
interface Chain {
  readonly method: string;
  readonly owner: ts.Expression;
  readonly given: ts.Expression | undefined;
}

const shapes: readonly Shape[] = [
  { libraries: ['@prisma/client'], pathOf: ofPrisma },
  { libraries: ['drizzle-orm', 'kysely'], pathOf: ofDrizzle },
  { libraries: ['mongodb', 'mongoose'], pathOf: ofMongo },
  { libraries: ['@supabase/supabase-js', '@supabase/ssr'], pathOf: ofSupabase },
];

/**
 * The paths of calls on clients that the program has attached to a request, an application or a context, or gets from a package of its own
 * that is not there: `req.prisma.user.update({ data })`. Told by the shape of the call, where the package depends on the library.
 *
 * @param known the paths that where the client comes from gives the call
 */
export function createAttachedClients(
  snapshot: Snapshot,
): (node: ts.CallExpression | ts.NewExpression, known: readonly string[]) => readonly string[] {
  return (node, known) => {
    const chain = ts.isCallExpression(node) && known.every((path) => holders.test(path)) ? chainOf(node) : undefined;
    if (chain === undefined) return [];
    return shapes.flatMap(({ libraries, pathOf }) => {
      const path = pathOf(chain);
      return path !== undefined && isUsed(libraries, chain.owner) ? [path] : [];
    });
  };

  function isUsed(libraries: readonly string[], owner: ts.Expression): boolean {
    const tree = owner.getSourceFile();
    const declared = snapshot.packageOf(tree.fileName)?.dependencies;
    const isNamed = libraries.some((library) => wordOf(library).test(owner.getText()));
    return isNamed || libraries.some((library) => declared?.has(library) === true || loadsAny(tree, exactly(library)));
  }
}

/** `prisma` of `@prisma/client`, as people call what they keep it in. */
const wordOf = (library: string): RegExp => new RegExp(/[a-z]+/.exec(library)?.[0] ?? library, 'i');

const exactly = (library: string): RegExp => new RegExp(`^${library}$`);

function chainOf(call: ts.CallExpression): Chain | undefined {
  const callee = unwrap(call.expression);
  const method = memberName(callee);
  return method === undefined || !ts.isPropertyAccessExpression(callee)
    ? undefined
    : { method, owner: unwrap(callee.expression), given: call.arguments[0] };
}

/** `x.user.create({ data })`: a model of a client, and what Prisma's methods alone are given. */
function ofPrisma({ method, owner, given }: Chain): string | undefined {
  if (!/^(?:create|update|upsert|createMany|updateMany|createManyAndReturn)$/.test(method)) return undefined;
  const literal = given && unwrap(given);
  if (literal === undefined || !ts.isPropertyAccessExpression(owner) || !ts.isObjectLiteralExpression(literal))
    return undefined;
  const has = (name: string): boolean => literal.properties.some((each) => propertyNameText(each.name) === name);
  const isWhole = method === 'upsert' ? has('create') && has('update') : has('data');
  return isWhole && (has('where') || method.startsWith('create'))
    ? `@prisma/client.PrismaClient().${owner.name.text}.${method}()`
    : undefined;
}

/** `x.insert(users).values(row)`, `x.update(users).set(row)`, with Kysely `x.insertInto('users').values(row)` */
function ofDrizzle({ method, owner }: Chain): string | undefined {
  const before = ts.isCallExpression(owner) ? memberName(owner.expression) : undefined;
  const isBuilt =
    (method === 'values' && /^insert(?:Into)?$/.test(before ?? '')) ||
    (method === 'set' && /^update(?:Table)?$/.test(before ?? ''));
  return isBuilt ? `drizzle-orm.drizzle().${method}()` : undefined;
}

/** `x.collection('users').insertOne(row)` */
function ofMongo({ method, owner }: Chain): string | undefined {
  const isCollection = ts.isCallExpression(owner) && memberName(owner.expression) === 'collection';
  return isCollection ? `mongodb.MongoClient().db().collection().${method}()` : undefined;
}

/** `x.from('users').insert(row)` */
function ofSupabase({ method, owner }: Chain): string | undefined {
  const isTable = ts.isCallExpression(owner) && memberName(owner.expression) === 'from';
  return isTable ? `@supabase/supabase-js.createClient().from().${method}()` : undefined;
}
