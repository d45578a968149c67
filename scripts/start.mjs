/** `pnpm start`: builds the server and the reference page where they are not up to date, then starts. */
import { existsSync } from 'node:fs';
import { buildReference } from '../docs/reference/build.ts';
import { buildServer } from '../packages/server/build.ts';

if (!existsSync(new URL('../packages/server/dist/main.js', import.meta.url))) {
  console.log('Building the server for the first start. This takes some seconds.');
}
const [main] = await Promise.all([buildServer(), buildReference()]);
await import(main);
