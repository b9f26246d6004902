import express from 'express';

export const app = express();

export async function priceIn(currency) {
  const response = await fetch(`${process.env.RATES_URL}/latest`, { signal: AbortSignal.timeout(5_000) });
  const rates = await response.json();
  return { currency, price: rates[currency] };
}

app.get('/price/:currency', async (request, response) => response.json(await priceIn(request.params.currency)));
