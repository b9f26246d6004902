/**
 * Reminds customers of carts they have left behind. Runs every hour: npm run jobs:abandoned-carts
 */
import { prisma } from '../lib/db';
import { sendCartReminder } from '../lib/email';
import { logger } from '../lib/logger';

const HOUR = 60 * 60 * 1000;

async function remindAbandonedCarts() {
  const carts = await prisma.cart.findMany({
    where: {
      email: { not: null },
      remindedAt: null,
      updatedAt: { lt: new Date(Date.now() - 24 * HOUR) },
    },
    take: 100,
  });

  logger.info(`Found ${carts.length} abandoned carts`);

  for (const cart of carts) {
    await sendCartReminder(cart.email as string, cart.id);
    await prisma.cart.update({ where: { id: cart.id }, data: { remindedAt: new Date() } });
  }
}

remindAbandonedCarts().finally(() => prisma.$disconnect());
