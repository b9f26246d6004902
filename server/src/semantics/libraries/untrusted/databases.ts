import type { UntrustedFact, UntrustedModel } from './model.ts';

const sql = (): UntrustedFact => ({ sink: 'sql', at: 0 });
const text = [sql()] as const;
const textOrOptions = [
  sql(),
  { sink: 'sql', at: [0, 'text'] },
  { sink: 'sql', at: [0, 'sql'] },
] as const satisfies readonly UntrustedFact[];

/** A driver whose statement is the first argument. */
const driver = (library: string, path: string, is: readonly UntrustedFact[] = text): UntrustedModel => ({
  library,
  entries: [{ path: `${library}${path}`, is }],
});

const escapes: UntrustedFact = { clears: ['sql'] };

const mysqlOf = (library: string): UntrustedModel => ({
  library,
  entries: [
    { path: `${library}...{escape,escapeId,format}()`, is: [escapes] },
    { path: `${library}...{query,execute}()`, is: textOrOptions },
  ],
});

const drivers: readonly UntrustedModel[] = [
  {
    library: 'pg',
    entries: [
      { path: 'pg...{escapeLiteral,escapeIdentifier}()', is: [escapes] },
      { path: 'pg...query()', is: textOrOptions },
    ],
  },
  mysqlOf('mysql'),
  mysqlOf('mysql2'),
  mysqlOf('mysql2/promise'),
  mysqlOf('promise-mysql'),
  mysqlOf('mariadb'),
  driver('better-sqlite3', '...{prepare,exec}()'),
  driver('node:sqlite', '...{prepare,exec}()'),
  driver('bun:sqlite', '...{prepare,exec,query,run}()'),
  driver('sqlite3', '...{run,all,get,each,exec,prepare}()'),
  driver('sqlite', '...{run,all,get,each,exec,prepare}()'),
  driver('sql.js', '...{run,exec,prepare,each}()'),
  driver('mssql', '...{query,batch,execute}()'),
  driver('tedious', '...Request()'),
  driver('oracledb', '...execute()'),
  driver('pg-promise', '...{query,one,many,none,any,oneOrNone,manyOrNone,result,multi,each}()'),
  driver('postgres', '...unsafe()'),
  driver('@neondatabase/serverless', '...{query,unsafe}()', textOrOptions),
  driver('@vercel/postgres', '...query()', textOrOptions),
  driver('@planetscale/database', '...execute()'),
  driver('@libsql/client', '...{execute,batch}()', textOrOptions),
  driver('@clickhouse/client', '...{query,exec,command}()', [{ sink: 'sql', at: [0, 'query'] }]),
  driver('@google-cloud/bigquery', '...{query,createQueryJob}()', [sql(), { sink: 'sql', at: [0, 'query'] }]),
  driver('snowflake-sdk', '...execute()', [{ sink: 'sql', at: [0, 'sqlText'] }]),
  driver('duckdb', '...{run,all,exec,prepare}()'),
];

const builders: readonly UntrustedModel[] = [
  {
    library: '@prisma/client',
    entries: [
      { path: '@prisma/client...{$queryRawUnsafe,$executeRawUnsafe}()', is: text },
      { path: '@prisma/client...{Prisma.raw,raw}()', is: text },
      {
        path: '@prisma/client...{create,update,upsert,createMany,updateMany}()',
        is: [
          { sink: 'record', at: [0, 'data'] },
          { sink: 'record', at: [0, 'create'] },
          { sink: 'record', at: [0, 'update'] },
        ],
      },
    ],
  },
  {
    library: 'knex',
    entries: [
      {
        path: 'knex...{raw,whereRaw,orderByRaw,havingRaw,groupByRaw,joinRaw,andWhereRaw,orWhereRaw,fromRaw}()',
        is: text,
      },
      { path: 'knex...{insert,update}()', is: [{ sink: 'record', at: 0 }] },
    ],
  },
  {
    library: 'typeorm',
    entries: [
      { path: 'typeorm...{query}()', is: text },
      {
        path: 'typeorm...{where,andWhere,orWhere,having,andHaving,orHaving,orderBy,addOrderBy,groupBy,addGroupBy,addSelect,leftJoin,innerJoin,leftJoinAndSelect,innerJoinAndSelect}()',
        is: [{ sink: 'sql', at: 0, when: 'string' }],
      },
      { path: 'typeorm...{save,insert,create}()', is: [{ sink: 'record', at: 0 }] },
      { path: 'typeorm...update()', is: [{ sink: 'record', at: 1 }] },
    ],
  },
  {
    library: 'sequelize',
    entries: [
      { path: 'sequelize...escape()', is: [escapes] },
      { path: 'sequelize...{query,literal}()', is: text },
      { path: 'sequelize...{create,update,bulkCreate,build,upsert,findOrCreate}()', is: [{ sink: 'record', at: 0 }] },
    ],
  },
  {
    library: 'drizzle-orm',
    entries: [
      { path: 'drizzle-orm...raw()', is: text },
      { path: 'drizzle-orm...{values,set}()', is: [{ sink: 'record', at: 0 }] },
    ],
  },
  {
    library: 'kysely',
    entries: [
      { path: 'kysely...{raw,lit}()', is: text },
      { path: 'kysely...{values,set}()', is: [{ sink: 'record', at: 0 }] },
    ],
  },
  { library: 'slonik', entries: [{ path: 'slonik...unsafe()', is: text }] },
  {
    library: '@supabase/supabase-js',
    entries: [
      { path: '@supabase/supabase-js...or()', is: [{ sink: 'filter', at: 0 }] },
      { path: '@supabase/supabase-js...{insert,update,upsert}()', is: [{ sink: 'record', at: 0 }] },
    ],
  },
];

const filters =
  'find,findOne,findOneAndUpdate,findOneAndDelete,findOneAndRemove,findOneAndReplace,updateOne,updateMany,deleteOne,deleteMany,countDocuments,count,exists,distinct,where,remove,replaceOne,update';
const filter: readonly UntrustedFact[] = [
  { sink: 'nosql', at: [0, '*'] },
  { sink: 'nosql', at: 0 },
];
const changes: readonly UntrustedFact[] = [
  { sink: 'record', at: 1 },
  { sink: 'record', at: [1, '$set'] },
];

/** Documents of Firestore, and what `setDoc(reference, data)` writes. */
const documents = (library: string): UntrustedModel => ({
  library,
  entries: [
    { path: `${library}...{set,add,create}()`, is: [{ sink: 'record', at: 0 }] },
    {
      path: `${library}...update()`,
      is: [
        { sink: 'record', at: 0 },
        { sink: 'record', at: 1 },
      ],
    },
    { path: `${library}.{setDoc,addDoc,updateDoc}()`, is: [{ sink: 'record', at: 1 }] },
  ],
});

const documentStore = (library: string): UntrustedModel => ({
  library,
  entries: [
    {
      path: `${library}...{findOneAndUpdate,updateOne,updateMany,update,replaceOne,findOneAndReplace}()`,
      is: [...filter, ...changes],
    },
    { path: `${library}...{findByIdAndUpdate}()`, is: changes },
    { path: `${library}...{create,insertOne,insertMany}()`, is: [{ sink: 'record', at: 0 }] },
    { path: `${library}...{${filters}}()`, is: filter },
    { path: `${library}...{$where}()`, is: [{ sink: 'code', at: 0 }] },
    {
      path: `${library}...aggregate()`,
      is: [
        { sink: 'nosql', at: [0, '*', '$match', '*'] },
        { sink: 'nosql', at: 0 },
      ],
    },
    { path: `${library}...ObjectId()`, is: [{ clears: 'all' }] },
    { path: `${library}...{isValidObjectId,ObjectId.isValid}()`, is: [{ proves: 'all', at: 0 }] },
  ],
});

export const databases: readonly UntrustedModel[] = [
  ...drivers,
  ...builders,
  documentStore('mongodb'),
  documentStore('mongoose'),
  documentStore('monk'),
  documentStore('mongojs'),
  {
    library: 'ldapjs',
    entries: [
      {
        path: 'ldapjs...search()',
        is: [
          { sink: 'ldap', at: 0 },
          { sink: 'ldap', at: [1, 'filter'] },
        ],
      },
    ],
  },
  ...['firebase-admin', 'firebase-admin/firestore', '@google-cloud/firestore', 'firebase/firestore'].map(documents),
  { library: 'neo4j-driver', entries: [{ path: 'neo4j-driver...run()', is: [{ sink: 'sql', at: 0 }] }] },
];
