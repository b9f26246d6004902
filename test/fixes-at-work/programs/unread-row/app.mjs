import { createClient } from '@supabase/supabase-js';
import express from 'express';

const supabase = createClient(process.env.SUPABASE_URL, process.env.SUPABASE_KEY);

export const app = express();

app.get('/balance/:account', async (request, response) => {
  const { data } = await supabase.from('payments').select('amount').eq('account', request.params.account);
  const balance = (data ?? []).reduce((sum, { amount }) => sum + amount, 0);
  response.json({ balance });
});
