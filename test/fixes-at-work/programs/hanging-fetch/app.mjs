import express from 'express';

export const app = express();

export async function latestRates() {
  const response = await fetch(`${process.env.RATES_URL}/latest`);
  if (!response.ok) throw new Error(`Rates answered ${response.status}`);
  return response.json();
}

app.get('/rates', async (request, response) => response.json(await latestRates()));
