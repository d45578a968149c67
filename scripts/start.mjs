/** `pnpm start`: builds the reference page where it is not up to date, then starts the server. */
import '../packages/server/src/beforeModules.mjs';

const { buildReference } = await import('../docs/reference/build.ts');
await buildReference();
await import('../packages/server/src/main.mjs');
