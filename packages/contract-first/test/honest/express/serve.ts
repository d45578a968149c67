/** Usage: serve.ts <file>   It serves the application of a module, and prints its address. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Express } from 'express';

const [file = ''] = process.argv.slice(2);
const { app }: { app: Express } = await import(pathToFileURL(resolve(file)).href);
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
