import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileContents } from '../../write-files.ts';
import { validated } from './validated.ts';

const prisma = `import { PrismaClient } from '@prisma/client';
import { z } from 'zod';
const db = new PrismaClient();
export { z };
`;

/** A handler of Next.js that stores what it is sent. */
export const route = (reads: string, writes: string, between = ''): string => `${prisma}
export async function POST(request: Request) {
  ${reads}
  ${between}
  await db.offer.create({ data: { ${writes} } });
  return Response.json({});
}
`;

export interface Case {
  readonly says: string;
  readonly code: string;
  readonly files?: FileContents;
  readonly file?: string;
  /** The fields of the schema; undefined where none can be written. */
  readonly fields: readonly string[] | undefined;
}

/** The lines between the braces of the schema, commas left out. */
function fieldsIn(text: string): readonly string[] | undefined {
  const inside = /const \w+Schema = z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(text)?.[1];
  return inside?.split('\n').map((line) => line.replace(/^ {2}/, '').replace(/,$/, ''));
}

export const describeCases = (title: string, cases: readonly Case[]): void =>
  void describe(title, () => {
    for (const { says, code, file = 'app/api/offers/route.ts', files = {}, fields } of cases) {
      it(says, () => {
        const texts = validated({ 'package.json': { dependencies: { zod: '^4.0.0' } }, [file]: code, ...files }, file);
        assert.deepEqual(fieldsIn(texts[file] ?? ''), fields);
      });
    }
  });
