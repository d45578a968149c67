/** `pnpm start`: builds the server and the reference page where they are not up to date, then starts. */
import { buildReference } from '../docs/reference/build.ts';
import { buildServer } from '../packages/server/build.ts';

const [main] = await Promise.all([buildServer(), buildReference()]);
await import(main);
