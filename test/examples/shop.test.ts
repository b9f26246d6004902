/** The shop is what people see first: its findings are the ones its README tells of, and no others. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { repositoryRoot } from '../../scripts/command.ts';

const shop = path.join(repositoryRoot, 'examples/shop');
const commandLine = path.join(repositoryRoot, 'server/src/hosts/cli/main.ts');

const expected = [
  'error query-never-run src/checkout.ts prisma.product.update({',
  'error floating-promise src/checkout.ts sendReceipt(order);',
  'error query-never-run src/checkout.ts warehouse.insert(sales).values({ orderId: order.id, total, items: items.length });',
  'warning floating-promise src/jobs/abandoned-carts.ts remindAbandonedCarts().finally(() => prisma.$disconnect());',
  'error floating-promise src/orders.ts refundPayment(order.paymentIntent);',
  "error query-never-run src/orders.ts prisma.order.update({ where: { id: order.id }, data: { status: 'cancelled' } });",
  "error floating-promise src/webhooks.ts markAsDisputed(event.data.object).then(() => logger.info('Order marked as disputed'));",
  'error floating-promise src/webhooks.ts markAsFailed(event.data.object);',
  "error query-never-run supabase/functions/newsletter/index.ts supabase.from('subscribers').insert({ email, source: 'footer-form' });",
  'error floating-promise supabase/functions/newsletter/index.ts sendWelcomeEmail(email);',
  'warning floating-promise web/src/components/Cart.tsx fetchCart(cartId).then((cart) => {',
  'warning floating-promise web/src/components/Cart.tsx saveCart(cartId, next);',
];

interface Report {
  readonly files: readonly {
    readonly file: string;
    readonly findings: readonly { readonly rule: string; readonly severity: string; readonly line: number }[];
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
    return findings.map(({ rule, severity, line }) => `${severity} ${rule} ${place} ${lines[line - 1]?.trim()}`);
  });
}

it('the shop has the findings it was written to have', () => assert.deepEqual(findingsInShop(), expected));
