import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEditor } from './in-editor.ts';
import { type Answered, RunningShop } from './running-shop.ts';

const file = 'src/reviews.ts';
const route = '/api/reviews';
const review = { productId: 'vase', author: 'Ann', rating: 5, text: 'Lovely glaze' };
const spoilt: readonly unknown[] = [{}, { ...review, rating: 'many' }, { ...review, author: { $gt: '' } }, [review]];

interface Tried {
  readonly good: Answered;
  readonly bad: readonly number[];
  /** Reviews that were kept of the bad requests. */
  readonly kept: number;
}

async function tried(project: string): Promise<Tried> {
  const shop = await RunningShop.start(project);
  try {
    const good = await shop.post(route, review);
    const before = await shop.stored();
    const bad: number[] = [];
    for (const body of spoilt) bad.push((await shop.post(route, body)).status);
    return { good, bad, kept: (await shop.stored()) - before };
  } finally {
    await shop.stop();
  }
}

it('a body that is stored as it comes is validated by one fix, and the running shop refuses what does not fit', async () => {
  await inEditor({ project: 'example' }, async (editor) => {
    const before = await tried(editor.project);
    await editor.openAt(file, 'req.body as NewReview');
    await editor.problemsInFile(1);
    await editor.showFixes();
    await editor.takePicture('schema');
    await editor.takeFix(/^Validate `req\.body` with zod/, editor.line('newReviewSchema.safeParse(req.body)'));
    await editor.save();

    const after = await tried(editor.project);
    assert.deepEqual(after.good, { status: 201, body: review });
    assert.deepEqual(before, { good: after.good, bad: [201, 201, 201, 201], kept: 4 });
    assert.deepEqual(after.bad, [400, 400, 400, 400]);
    assert.equal(after.kept, 0);
  });
});
