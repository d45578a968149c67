/** `pnpm fo`: builds the server if it is not up to date, and runs the command `file-organizer` on this checkout. */
import { buildServer } from '../packages/server/build.ts';

process.env.FO_COMMAND ??= 'npx -y pnpm@12.21.0 fo';
await buildServer();
await import('../packages/cli/src/main.ts');
