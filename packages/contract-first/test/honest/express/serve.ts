/** Usage: serve.ts <module>   It serves the application of a module, and prints its address. */
import type { Express } from 'express';

const [module = ''] = process.argv.slice(2);
const { app }: { app: Express } = await import(`./${module}.ts`);
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
