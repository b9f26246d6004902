import axios from 'axios';
import { createServer } from 'node:http';

const crm = axios.create({ baseURL: process.env.CRM_URL });

export const contactOf = async (id) => (await crm.get(`/contacts/${id}`)).data;

export const server = createServer(async (request, response) => {
  response.end(JSON.stringify(await contactOf(request.url.slice(1))));
});
