import type { Argument, UntrustedFact, UntrustedModel } from './model.ts';

type Place = readonly [number, ...string[]];

/** A number that says how many: it must be one, and not a million. */
const many = (at: Argument): readonly UntrustedFact[] => [
  { sink: 'nan', at },
  { sink: 'limit', at },
];
const from = (at: Argument): readonly UntrustedFact[] => [{ sink: 'nan', at }];

const take: Place = [0, 'take'];
const limit: Place = [0, 'limit'];

/** How many rows are read, and from which one on. */
export const numbers: readonly UntrustedModel[] = [
  {
    library: '@prisma/client',
    entries: [{ path: '@prisma/client...findMany()', is: [...many(take), ...from([0, 'skip'])] }],
  },
  {
    library: 'drizzle-orm',
    entries: [
      { path: 'drizzle-orm...limit()', is: many(0) },
      { path: 'drizzle-orm...offset()', is: from(0) },
      { path: 'drizzle-orm...findMany()', is: [...many(limit), ...from([0, 'offset'])] },
    ],
  },
  {
    library: 'kysely',
    entries: [
      { path: 'kysely...limit()', is: many(0) },
      { path: 'kysely...offset()', is: from(0) },
    ],
  },
  // What is no number is left out there, and all rows are read.
  { library: 'knex', entries: [{ path: 'knex...limit()', is: many(0) }] },
  {
    library: 'typeorm',
    entries: [
      { path: 'typeorm...{find,findBy,findAndCount,findAndCountBy}()', is: [...many(take), ...from([0, 'skip'])] },
      { path: 'typeorm...take()', is: many(0) },
      { path: 'typeorm...skip()', is: from(0) },
    ],
  },
  {
    library: 'sequelize',
    entries: [{ path: 'sequelize...{findAll,findAndCountAll}()', is: [...many(limit), ...from([0, 'offset'])] }],
  },
  // MongoDB takes NaN for 0, which is no limit at all.
  { library: 'mongoose', entries: [{ path: 'mongoose...limit()', is: [{ sink: 'limit', at: 0 }] }] },
  { library: 'mongodb', entries: [{ path: 'mongodb...limit()', is: [{ sink: 'limit', at: 0 }] }] },
];
