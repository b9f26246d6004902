import express from 'express';

const BILLING_URL = process.env.BILLING_URL || 'http://localhost:4000';

export const app = express();

app.get('/invoices/:id', async (request, response) => {
  const answer = await fetch(`${BILLING_URL}/invoices/${encodeURIComponent(request.params.id)}`, {
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) return response.status(502).json({ error: 'No invoice' });
  return response.json(await answer.json());
});
