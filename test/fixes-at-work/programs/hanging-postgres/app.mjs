import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
pool.on('error', (error) => console.error(error));

export const app = express();

export const ordersOf = async (customer) =>
  (await pool.query('select id, total from orders where customer = $1', [customer])).rows;

app.get('/orders/:customer', async (request, response) => response.json(await ordersOf(request.params.customer)));
