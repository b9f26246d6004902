import type { Answer } from './served.ts';

/** Who is sent a form, and how a handler that stores a note of it is written there. */
export interface FormHandler {
  readonly name: string;
  readonly path: string;
  /** Below the imports. */
  readonly code: string;
  answer(module: { readonly app: unknown }, form: FormData): Promise<Answer>;
}

const reads = (form: string): string => `const title = ${form}.get('title') as string;
  const note = ${form}.get('note') as string | null;
  const place = ${form}.get('place')?.toString();
  const tags = ${form}.getAll('tags') as string[];
  const isPublic = ${form}.get('public') === 'on';
  const photo = ${form}.get('photo') as File | null;`;
const store = `await pool.query('INSERT INTO notes VALUES ($1, $2, $3, $4, $5, $6)', [title, note, place, tags, isPublic, photo?.size])`;

const sent = (form: FormData): Request => new Request('http://127.0.0.1/notes', { method: 'POST', body: form });

async function answerOf(response: Promise<Response>): Promise<Answer> {
  const answered = await response;
  return { status: answered.status, text: await answered.text() };
}

export const formHandlers: readonly FormHandler[] = [
  {
    name: 'a route of Next.js',
    path: 'src/app/api/notes/route.ts',
    code: `export async function POST(request: Request) {
  const form = await request.formData();
  ${reads('form')}
  if (!title) return Response.json({ error: 'No title' }, { status: 400 });
  ${store};
  return Response.json({ title }, { status: 201 });
}
export const app = POST;
`,
    answer: ({ app }, form) => answerOf((app as (request: Request) => Promise<Response>)(sent(form))),
  },
  {
    name: 'a server action',
    path: 'src/app/notes/actions.ts',
    code: `export async function saveNote(formData: FormData) {
  'use server';
  ${reads('formData')}
  if (!title) throw new Error('No title');
  ${store};
}
export const app = saveNote;
`,
    async answer({ app }, form) {
      const failed = await (app as (form: FormData) => Promise<void>)(form).catch(() => 'failed');
      return { status: failed === undefined ? 201 : 400, text: '' };
    },
  },
  {
    name: 'Hono',
    path: 'src/server.ts',
    code: `export const app = new Hono();
app.post('/notes', async (c) => {
  const form = await c.req.formData();
  ${reads('form')}
  if (!title) return c.json({ error: 'No title' }, 400);
  ${store};
  return c.json({ title }, 201);
});
`,
    answer: ({ app }, form) =>
      answerOf(Promise.resolve((app as { fetch(request: Request): Response | Promise<Response> }).fetch(sent(form)))),
  },
];
