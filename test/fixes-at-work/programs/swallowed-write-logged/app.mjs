import axios from 'axios';
import { createServer } from 'node:http';

const crm = axios.create({ baseURL: process.env.CRM_URL, timeout: 5_000 });

export async function saveContact(contact) {
  try {
    await crm.post('/contacts', contact);
  } catch {}
}

export const server = createServer((request, response) => response.end('well'));
