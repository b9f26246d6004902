import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validated } from './validated.ts';

describe('zod, where a project has no validator, is added', () => {
  const handler = `import { PrismaClient } from '@prisma/client';
const db = new PrismaClient();
export async function POST(request: Request) {
  const { title } = await request.json();
  await db.offer.create({ data: { title } });
  return Response.json({});
}
`;
  const manifests = [
    [
      'among the others',
      '{\n  "dependencies": {\n    "react": "^19.0.0",\n    "zustand": "^5.0.0"\n  }\n}\n',
      '{\n  "dependencies": {\n    "react": "^19.0.0",\n    "zod": "^4.0.0",\n    "zustand": "^5.0.0"\n  }\n}\n',
    ],
    [
      'behind the others',
      '{ "dependencies": { "react": "1" } }',
      '{ "dependencies": { "react": "1", "zod": "^4.0.0" } }',
    ],
    [
      'in front of those of development',
      '{\n  "name": "a",\n  "devDependencies": {}\n}\n',
      '{\n  "name": "a",\n  "dependencies": {\n    "zod": "^4.0.0"\n  },\n  "devDependencies": {}\n}\n',
    ],
    [
      'where there are none',
      '{\n  "name": "a"\n}\n',
      '{\n  "name": "a",\n  "dependencies": {\n    "zod": "^4.0.0"\n  }\n}\n',
    ],
  ] as const;
  for (const [where, before, after] of manifests) {
    it(where, () => {
      const file = 'app/api/offers/route.ts';
      assert.equal(validated({ 'package.json': before, [file]: handler }, file)['package.json'], after);
    });
  }
});
