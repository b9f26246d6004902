import { createServer } from 'node:net';

export const taken = [];

export const server = createServer((socket) => {
  socket.on('error', console.error);
  socket.on('data', (data) => {
    const order = JSON.parse(data.toString());
    taken.push(order.id);
    socket.end('ok');
  });
});
