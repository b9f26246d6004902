import express from 'express';

export const app = express();

async function sendReceipt(order) {
  const response = await fetch(`${process.env.MAIL_URL}/send`, {
    method: 'POST',
    body: JSON.stringify({ order }),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`Mail answered ${response.status}`);
}

app.post('/orders/:id', async (request, response) => {
  sendReceipt(request.params.id);
  response.status(201).end('ordered');
});
