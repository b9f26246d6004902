import type { UntrustedFact, UntrustedModel } from './model.ts';

const first = [{ sink: 'shape', at: 0 }] as const satisfies readonly UntrustedFact[];
const second = [{ sink: 'shape', at: 1 }] as const satisfies readonly UntrustedFact[];
const parameters = [{ sink: 'shape', at: 1, when: 'writing' }] as const satisfies readonly UntrustedFact[];
/** Each value after the statement is an argument of its own. */
const besideStatement = [1, 2, 3, 4, 5, 6, 7, 8].map((at): UntrustedFact => ({ sink: 'shape', at, when: 'writing' }));
const data = ['data', 'create', 'update'].map((name): UntrustedFact => ({ sink: 'shape', at: [0, name] }));

const model = (library: string, path: string, is: readonly UntrustedFact[]): UntrustedModel => ({
  library,
  entries: [{ path: `${library}${path}`, is }],
});

const tables: readonly UntrustedModel[] = [
  model('@prisma/client', '...{create,update,upsert,createMany,updateMany,createManyAndReturn}()', data),
  model('@prisma/client', '...{$executeRawUnsafe,$queryRawUnsafe}()', besideStatement),
  model('knex', '...{insert,update}()', first),
  model('typeorm', '...{save,insert,create,upsert}()', first),
  model('typeorm', '...update()', second),
  model('sequelize', '...{create,update,bulkCreate,upsert}()', first),
  model('drizzle-orm', '...{values,set}()', first),
  model('kysely', '...{values,set}()', first),
  ...['@supabase/supabase-js', '@supabase/ssr', '@supabase/auth-helpers-nextjs'].map((library) =>
    model(library, '...{insert,update,upsert}()', first),
  ),
  ...['@supabase/supabase-js', '@supabase/ssr', '@supabase/auth-helpers-nextjs'].map((library) =>
    model(library, '...rpc()', second),
  ),
  ...['pg', 'mysql', 'mysql2', 'mysql2/promise', 'mariadb', '@neondatabase/serverless', '@vercel/postgres'].map(
    (library) => model(library, '...{query,execute}()', parameters),
  ),
  ...['better-sqlite3', 'node:sqlite', 'bun:sqlite'].map((library) =>
    model(library, '...prepare().run()', [{ sink: 'shape', at: 'each', when: 'writing' }]),
  ),
  model('sqlite3', '...run()', parameters),
  ...['mongoose', 'mongodb'].flatMap((library) => [
    model(library, '...{create,insertOne,insertMany}()', first),
    model(
      library,
      '...{updateOne,updateMany,findOneAndUpdate,findByIdAndUpdate,replaceOne,findOneAndReplace}()',
      second,
    ),
  ]),
  ...['firebase-admin', 'firebase-admin/firestore', '@google-cloud/firestore'].map((library) =>
    model(library, '...{doc,collection}()...{set,add,update,create}()', first),
  ),
  ...['firebase/firestore'].map((library) => model(library, '.{addDoc,setDoc,updateDoc}()', second)),
];

const services: readonly UntrustedModel[] = [
  model('stripe', '...{create,update,confirm,capture}()', [...first, ...second]),
  model('resend', '...send()', first),
  model('nodemailer', '...sendMail()', first),
  model('@sendgrid/mail', '...{send,sendMultiple}()', first),
  model('twilio', '...messages.create()', first),
  model('bullmq', '...add()', second),
  model('globalThis', '.{window.,}fetch()', [{ sink: 'shape', at: [1, 'body'] }]),
  model('axios', '...{post,put,patch}()', second),
  model('node:fs', '...{writeFile,writeFileSync,appendFile,appendFileSync}()', second),
  model('node:fs/promises', '...{writeFile,appendFile}()', second),
];

/** What lasts, costs or goes out: rows, payments, messages, calls of other services, files. Here it matters what a value is like. */
export const effects: readonly UntrustedModel[] = [...tables, ...services];
