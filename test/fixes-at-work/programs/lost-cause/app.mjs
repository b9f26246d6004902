import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 5_000 });
pool.on('error', (error) => console.error(error));

export async function openOrders() {
  try {
    return (await pool.query('select id from orders where open')).rows;
  } catch (error) {
    throw new Error('Could not load the orders');
  }
}
