import { of, type Sink } from './sink.ts';

export const sql = of('sql-injection');
export const statement = "`SELECT * FROM orders WHERE name = '${value}'`";

export const queries: readonly Sink[] = [
  sql(
    'pg',
    "import pg from 'pg';\nconst pool = new pg.Pool();",
    `await pool.query(${statement});`,
    "await pool.query('SELECT * FROM orders WHERE name = $1', [value]);",
  ),
  sql(
    'mysql2',
    "import mysql from 'mysql2/promise';\nconst connection = await mysql.createConnection(process.env.DATABASE_URL);",
    `await connection.query("SELECT * FROM orders WHERE name = '" + value + "'");`,
    "await connection.execute('SELECT * FROM orders WHERE name = ?', [value]);",
  ),
  sql(
    'mysql2, escaped by sqlstring',
    "import mysql from 'mysql2/promise';\nimport SqlString from 'sqlstring';\nconst connection = await mysql.createConnection(process.env.DATABASE_URL);",
    `await connection.query(${statement});`,
    'await connection.query(`SELECT * FROM orders WHERE name = ${SqlString.escape(value)}`);',
  ),
  sql(
    'better-sqlite3',
    "import Database from 'better-sqlite3';\nconst db = new Database('orders.db');",
    `db.prepare(${statement}).all();`,
    "db.prepare('SELECT * FROM orders WHERE name = ?').all(value);",
  ),
  sql(
    'Prisma',
    "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();",
    `await prisma.$queryRawUnsafe(${statement});`,
    'await prisma.$queryRaw`SELECT * FROM orders WHERE name = ${value}`;',
  ),
  sql(
    'Drizzle',
    "import { sql } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nconst db = drizzle(process.env.DATABASE_URL);",
    `await db.execute(sql.raw(${statement}));`,
    'await db.execute(sql`SELECT * FROM orders WHERE name = ${value}`);',
  ),
  sql(
    'Knex',
    "import createKnex from 'knex';\nconst knex = createKnex({ client: 'pg' });",
    "await knex('orders').whereRaw(`name = '${value}'`);",
    "await knex('orders').whereRaw('name = ?', [value]);",
  ),
  sql(
    'TypeORM',
    "import { DataSource } from 'typeorm';\nconst source = new DataSource({ type: 'postgres' });",
    `await source.query(${statement});`,
    "await source.query('SELECT * FROM orders WHERE name = $1', [value]);",
  ),
  sql(
    'TypeORM, a builder',
    "import { DataSource } from 'typeorm';\nimport { Order } from './order';\nconst source = new DataSource({ type: 'postgres' });",
    "await source.getRepository(Order).createQueryBuilder('o').where(`o.name = '${value}'`).getMany();",
    "await source.getRepository(Order).createQueryBuilder('o').where('o.name = :value', { value }).getMany();",
  ),
  sql(
    'Sequelize',
    "import { Sequelize } from 'sequelize';\nconst sequelize = new Sequelize(process.env.DATABASE_URL);",
    `await sequelize.query(${statement});`,
    "await sequelize.query('SELECT * FROM orders WHERE name = :value', { replacements: { value } });",
  ),
  sql(
    'Supabase, a filter',
    "import { createClient } from '@supabase/supabase-js';\nconst supabase = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_KEY);",
    "await supabase.from('orders').select().or(`name.eq.${value},open.is.true`);",
    "await supabase.from('orders').select().eq('name', value);",
  ),
  sql(
    'pg, a statement out of a file of YAML',
    "import pg from 'pg';\nimport yaml from 'js-yaml';\nconst pool = new pg.Pool();",
    'await pool.query(`SELECT * FROM ${yaml.load(value).table}`);',
    "const tables = { orders: 'orders', users: 'users' };\n  await pool.query(`SELECT * FROM ${tables[yaml.load(value).table] ?? 'orders'}`);",
  ),
];

const nosql = of('nosql-injection', 'anything');

export const stores: readonly Sink[] = [
  nosql(
    'Mongoose',
    "import mongoose from 'mongoose';\nconst User = mongoose.model('User', new mongoose.Schema({ name: String }));",
    'await User.findOne({ name: value });',
    'await User.findOne({ name: String(value) });',
  ),
  nosql(
    'mongodb, the handle in a parameter',
    'const find = (collection, token) => collection.findOneAndUpdate({ token }, { $set: { used: true } });',
    'await find(globalThis.tokens, value);',
    'await find(globalThis.tokens, String(value));',
  ),
  nosql(
    'mongodb',
    "import { MongoClient } from 'mongodb';\nconst users = new MongoClient(process.env.MONGO_URL).db().collection('users');",
    'await users.deleteMany({ name: value });',
    "if (typeof value === 'string') await users.deleteMany({ name: value });",
  ),
];
