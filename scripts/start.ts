/** `pnpm start`: builds the reference page where it is not up to date, then starts the server. */
import { buildReference } from '../docs/build.ts';

await buildReference();
await import('../packages/server/src/main.ts');
