import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeWhole } from '../../server/src/engine/analyze.ts';
import { defaultConfigIn } from '../../server/src/engine/config.ts';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { rules } from '../../server/src/rules/index.ts';
import { memoryWorkspace } from '../project/memory-files.ts';

const root = '/w';
const table = `import { pgTable, serial, text, integer, boolean } from 'drizzle-orm/pg-core';
import { createInsertSchema, createUpdateSchema } from 'drizzle-zod';
export const teams = pgTable('teams', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  ownerId: integer('owner_id').notNull(),
  isAdmin: boolean('is_admin').default(false),
});
`;

describe('the schema that a project has made of a table', () => {
  it('is taken for a new row, without what a caller has no say in; what the row cannot do without stays', () => {
    const schema = 'export const insertTeamSchema = createInsertSchema(teams);';
    assert.deepEqual(offered(schema, 'values'), ['`insertTeamSchema.omit({ id: true, isAdmin: true })`']);
  });

  it('is taken as it is where it leaves that out itself', () => {
    const omits = 'export const insertTeamSchema = createInsertSchema(teams).omit({ id: true, isAdmin: true });';
    assert.deepEqual(offered(omits, 'values'), ['`insertTeamSchema`']);
    const picks = 'export const insertTeamSchema = createInsertSchema(teams, {}).pick({ name: true, ownerId: true });';
    assert.deepEqual(offered(picks, 'values'), ['`insertTeamSchema`']);
  });

  it('is taken in part for changes, which then set no owner, unless there is one for them', () => {
    const schema = 'export const insertTeamSchema = createInsertSchema(teams).omit({ id: true });';
    assert.deepEqual(offered(schema, 'set'), ['`insertTeamSchema.omit({ ownerId: true, isAdmin: true }).partial()`']);
    const both = `${schema}\nexport const updateTeamSchema = createUpdateSchema(teams).omit({ id: true, ownerId: true });`;
    assert.deepEqual(offered(both, 'set'), ['`updateTeamSchema.omit({ isAdmin: true })`']);
  });

  it('is left alone where it cannot be asked like that', () => {
    const refined = 'export const insertTeamSchema = createInsertSchema(teams).refine(({ name }) => name.length > 2);';
    assert.deepEqual(offered(refined, 'values'), []);
    assert.deepEqual(offered('const own = createInsertSchema(teams);', 'values'), []);
    assert.deepEqual(offered('export const other = createInsertSchema(players);', 'values'), []);
    assert.deepEqual(offered('', 'values'), []);
  });

  it('is left alone where nobody answers what it throws', () => {
    const schema = 'export const insertTeamSchema = createInsertSchema(teams);';
    assert.deepEqual(offered(schema, 'values', ['', '']), []);
  });
});

/** What the fixes offered take, for the body that a route writes whole. */
function offered(schema: string, method: 'values' | 'set', [before, behind] = inTry): readonly string[] {
  const call = method === 'values' ? 'insert(teams).values(req.body)' : 'update(teams).set(req.body)';
  const routes = `import express from 'express';
import { drizzle } from 'drizzle-orm/node-postgres';
import { teams } from './schema';
const db = drizzle('');
const app = express();
app.post('/teams', async (req, res) => {
  ${before}
  await db.${call};
  res.sendStatus(204);
  ${behind}
});
`;
  const fileSystem = memoryWorkspace({
    'package.json': '{ "dependencies": { "express": "^5.0.0", "drizzle-orm": "^0.45.0" } }',
    'schema.ts': `${table}${schema}\n`,
    'routes.ts': routes,
  });
  const options = {
    rules,
    config: defaultConfigIn(root),
    tier: 'flow',
    suppressions: true,
    root,
    today: '2026-01-31',
  } as const;
  const snapshot = new ProjectStore({ fileSystem, roots: [root] }).snapshot();
  const found = analyzeWhole(snapshot, `${root}/routes.ts`, options)?.findings ?? [];
  const finding = found.find(({ rule }) => rule === 'mass-assignment');
  assert.ok(finding);
  return finding.fixes.flatMap(({ id, title }) => (id === 'use-table-schema' ? (/`[^`]*`/.exec(title) ?? []) : []));
}

const inTry: readonly [before: string, behind: string] = [
  'try {',
  "} catch (error) {\n    res.status(400).json({ message: 'Invalid team' });\n  }",
];
