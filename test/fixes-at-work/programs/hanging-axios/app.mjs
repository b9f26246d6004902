import axios from 'axios';
import express from 'express';

export const app = express();

export async function createShipment(order) {
  const { data } = await axios.post(`${process.env.CARRIER_URL}/shipments`, { order });
  return data.label;
}

app.post('/ship/:id', async (request, response) => response.json({ label: await createShipment(request.params.id) }));
