/** `pnpm fo`: builds the server if it is not up to date, and runs the command `file-organizer` on this checkout. */
import { fileURLToPath } from 'node:url';
import { buildServer } from '../packages/server/build.ts';

process.env.FO_COMMAND ??= 'npx -y pnpm@12.21.0 fo';
// The data folder of `pnpm start`.
process.env.FILE_ORGANIZER_DATA ??= fileURLToPath(new URL('../.file-organizer', import.meta.url));
await buildServer();
await import('../packages/cli/src/main.ts');
