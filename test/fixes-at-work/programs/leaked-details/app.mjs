import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 5_000 });
pool.on('error', (error) => console.error(error));

export const app = express();

app.get('/products', async (request, response) => {
  try {
    const { rows } = await pool.query('select * from products');
    response.json(rows);
  } catch (error) {
    response.status(500).json({ error: error.message, stack: error.stack });
  }
});
