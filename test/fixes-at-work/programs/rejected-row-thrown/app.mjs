import { createClient } from '@supabase/supabase-js';
import express from 'express';

const supabase = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_KEY);

export const app = express();
app.use(express.json());

app.post('/orders', async (request, response) => {
  const { id, total } = request.body;
  await supabase.from('orders').insert({ id, total });
  response.status(201).json({ id });
});

app.use((error, request, response, next) => {
  if (response.headersSent) return next(error);
  return response.status(500).json({ error: 'The order was not taken' });
});
