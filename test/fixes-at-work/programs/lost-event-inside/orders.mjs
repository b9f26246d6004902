import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 5_000 });
pool.on('error', (error) => console.error(error));

export const markPaid = (order) => pool.query('update orders set paid = true where id = $1', [order]);
