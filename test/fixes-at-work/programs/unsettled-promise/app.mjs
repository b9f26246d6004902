import { readFile } from 'node:fs';

export function template(name) {
  return new Promise((resolve, reject) => {
    readFile(new URL(`${name}.html`, import.meta.url), 'utf8', (error, text) => {
      if (error) {
        console.error('No template', error);
        return;
      }
      resolve(text);
    });
  });
}
