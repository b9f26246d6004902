import http from 'node:http';

export function feed(path) {
  return new Promise((resolve, reject) => {
    const request = http.get(`${process.env.FEED_URL}${path}`, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

export const server = http.createServer(async (request, response) => response.end(await feed(request.url)));
