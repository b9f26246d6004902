import { drizzle } from 'drizzle-orm/postgres-js';
import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import postgres from 'postgres';

// The warehouse is a separate database that the BI dashboards read from
const client = postgres(process.env.WAREHOUSE_URL ?? 'postgres://localhost:5432/warehouse');

export const warehouse = drizzle(client);

export const sales = pgTable('sales', {
  orderId: text('order_id').primaryKey(),
  total: integer('total').notNull(),
  items: integer('items').notNull(),
  soldAt: timestamp('sold_at').defaultNow(),
});
