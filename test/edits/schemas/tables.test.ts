import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileContents } from '../../write-files.ts';
import { validated } from './validated.ts';

const file = 'src/offers.ts';
const manifest = '{ "dependencies": { "zod": "^4.0.0", "typeorm": "0.3", "kysely": "0.27", "hono": "4" } }';

function fieldsOf(top: string, write: string, files: FileContents): readonly string[] {
  const handler = `import { Hono } from 'hono';
${top}
export const app = new Hono();
app.post('/offers', async (c) => {
  const { title, kind, price, note, seats } = await c.req.json();
  ${write}
  return c.json({});
});
`;
  const after = validated({ 'package.json': manifest, ...files, [file]: handler }, file)[file];
  const schema = /z\.object\(\{(.*?)\}\);/s.exec(after ?? '')?.[1] ?? '';
  return schema.split('\n').flatMap((line) => line.trim().replace(/,$/, '') || []);
}

describe('TypeORM', () => {
  const files = {
    'src/offer.entity.ts': `import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
@Entity()
export class Offer {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column({ length: 80 }) title: string;
  @Column({ type: 'enum', enum: ['new', 'used'] }) kind: 'new' | 'used';
  @Column('decimal', { nullable: true }) price: number | null;
  @Column({ nullable: true }) note?: string;
  @Column({ default: 4 }) seats: number;
  @CreateDateColumn() created: Date;
}
`,
  };
  const wanted = [
    'title: z.string().max(80)',
    "kind: z.enum(['new', 'used'])",
    'price: z.number().nullish()',
    'note: z.string().nullish()',
    'seats: z.number().optional()',
  ];
  const row = '{ title, kind, price, note, seats }';

  it('by a repository that is got for its entity', () => {
    const top = `import { Offer } from './offer.entity';\nimport { DataSource } from 'typeorm';\nconst source = new DataSource({});\nconst offers = source.getRepository(Offer);`;
    assert.deepEqual(fieldsOf(top, `await offers.save(${row});`, files), wanted);
    assert.deepEqual(
      fieldsOf(top.replace('const offers', '//'), `await source.getRepository(Offer).insert(${row});`, files),
      wanted,
    );
  });

  it('by a repository of another module, and one that is typed', () => {
    const there = `import { Offer } from './offer.entity';\nimport { DataSource } from 'typeorm';\nconst source = new DataSource({});\nexport const offers = source.getRepository(Offer);\n`;
    assert.deepEqual(
      fieldsOf(`import { offers } from './repositories';`, `await offers.save(${row});`, {
        ...files,
        'src/repositories.ts': there,
      }),
      wanted,
    );
    const typed = `import { Offer } from './offer.entity';\nimport { Repository } from 'typeorm';\nimport { make } from './make';\nconst offers: Repository<Offer> = make();`;
    assert.deepEqual(fieldsOf(typed, `await offers.save(${row});`, files), wanted);
  });

  it('of which an update needs none', () => {
    const top = `import { Offer } from './offer.entity';\nimport { DataSource } from 'typeorm';\nconst source = new DataSource({});\nconst offers = source.getRepository(Offer);`;
    assert.equal(fieldsOf(top, `await offers.update(7, ${row});`, files)[0], 'title: z.string().max(80).optional()');
  });
});

describe('Kysely', () => {
  const files = {
    'src/database.ts': `import { ColumnType, Generated, Kysely } from 'kysely';
export interface OfferTable {
  id: Generated<number>;
  title: string;
  kind: 'new' | 'used';
  price: ColumnType<string, number | null, never>;
  note: string | null;
  seats: Generated<number>;
}
interface Database { offers: OfferTable; people: { name: string } }
export const db = new Kysely<Database>({} as never);
`,
  };

  it('by the interface of its tables', () => {
    const top = `import { db } from './database';`;
    assert.deepEqual(
      fieldsOf(top, `await db.insertInto('offers').values({ title, kind, price, note, seats }).execute();`, files),
      [
        'title: z.string()',
        "kind: z.enum(['new', 'used'])",
        'price: z.number().nullish()',
        'note: z.string().nullish()',
        'seats: z.number().optional()',
      ],
    );
    assert.equal(
      fieldsOf(top, `await db.updateTable('offers').set({ title, kind, price, note, seats }).execute();`, files)[0],
      'title: z.string().optional()',
    );
  });
});
