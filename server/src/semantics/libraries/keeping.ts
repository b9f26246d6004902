/** An argument, or a member of it. */
export type KeptPlace = readonly [at: number, ...members: string[]];

/** Calls that write rows or charge money, by their path, and where they are given what. */
export const keepingCalls: readonly (readonly [
  path: RegExp,
  effect: 'stored' | 'paid',
  places: readonly KeptPlace[],
])[] = [
  [/^@supabase\/.*\.(?:insert|update|upsert)\(\)$/, 'stored', [[0]]],
  [
    /^@prisma\/client\..*\.(?:create|update|upsert|createMany|updateMany)\(\)$/,
    'stored',
    [
      [0, 'data'],
      [0, 'create'],
      [0, 'update'],
    ],
  ],
  [/^(?:drizzle-orm|kysely)\b.*\.(?:values|set)\(\)$/, 'stored', [[0]]],
  [/^(?:knex|typeorm|sequelize)\b.*\.(?:insert|update|save|create|bulkCreate|upsert)\(\)$/, 'stored', [[0], [1]]],
  [
    /^(?:mongoose|mongodb)\b.*\.(?:create|insertOne|insertMany|updateOne|updateMany|findOneAndUpdate|findByIdAndUpdate)\(\)$/,
    'stored',
    [[0], [1]],
  ],
  [/^(?:firebase|firebase-admin|@google-cloud)\/firestore\.(?:addDoc|setDoc|updateDoc)\(\)$/, 'stored', [[1]]],
  [/^(?:firebase-admin|@google-cloud)\/?.*\.(?:add|set)\(\)$/, 'stored', [[0]]],
  [
    /^(?:pg|mysql2?|mysql2\/promise|@neondatabase\/serverless|@vercel\/postgres)\..*\.(?:query|execute)\(\)$/,
    'stored',
    [[1]],
  ],
  [/^stripe\b.*\.(?:create|update|capture)\(\)$/, 'paid', [[0]]],
];

/** Whether a call is by its name one of them. */
export const keepingName =
  /(?:^|\.)(?:insert\w*|up(?:date|sert)\w*|create\w*|findOneAndUpdate|findByIdAndUpdate|save|bulkCreate|values|set|addDoc|setDoc|add|query|execute|capture)$/;
