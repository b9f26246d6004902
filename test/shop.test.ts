/** The shop is what people see first: its findings are the ones its README tells of, and no others. How grave each is, the fixtures say. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { repositoryRoot } from '../scripts/command.ts';

const shop = path.join(repositoryRoot, 'examples/shop');
const commandLine = path.join(repositoryRoot, 'server/src/hosts/cli/main.ts');

const expected = [
  'query-never-run src/checkout.ts prisma.product.update({',
  'floating-promise src/checkout.ts sendReceipt(order);',
  'query-never-run src/checkout.ts warehouse.insert(sales).values({ orderId: order.id, total, items: items.length });',
  'floating-promise src/jobs/abandoned-carts.ts remindAbandonedCarts().finally(() => prisma.$disconnect());',
  'floating-promise src/orders.ts refundPayment(order.paymentIntent);',
  "query-never-run src/orders.ts prisma.order.update({ where: { id: order.id }, data: { status: 'cancelled' } });",
  'unvalidated-input src/reviews.ts const { productId, author, rating, text } = req.body as NewReview;',
  "floating-promise src/webhooks.ts markAsDisputed(event.data.object).then(() => logger.info('Order marked as disputed'));",
  'floating-promise src/webhooks.ts markAsFailed(event.data.object);',
  "query-never-run supabase/functions/newsletter/index.ts supabase.from('subscribers').insert({ email, source: 'footer-form' });",
  'floating-promise supabase/functions/newsletter/index.ts sendWelcomeEmail(email);',
  'floating-promise web/src/components/Cart.tsx fetchCart(cartId).then((cart) => {',
  'floating-promise web/src/components/Cart.tsx saveCart(cartId, next);',
];

interface Report {
  readonly files: readonly {
    readonly file: string;
    readonly findings: readonly { readonly rule: string; readonly line: number }[];
  }[];
}

function findingsInShop(): readonly string[] {
  const args = ['--import', 'tsx', commandLine, 'check', shop, '--format', 'json', '--fail-on', 'never'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repositoryRoot, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const report: Report = JSON.parse(stdout);
  return report.files.flatMap(({ file, findings }) => {
    const lines = readFileSync(path.join(repositoryRoot, file), 'utf8').split('\n');
    const place = path.posix.relative('examples/shop', file);
    return findings.map(({ rule, line }) => `${rule} ${place} ${lines[line - 1]?.trim()}`);
  });
}

it('the shop has the findings it was written to have', () => assert.deepEqual(findingsInShop(), expected));
