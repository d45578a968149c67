/** The server's command: `node main.js [options]`; `--help` tells them. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Compiled once for all starts. It lies beside the installed packages, where only those can write who
// can change the code itself; if nobody can, there is none.
const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));
enableCompileCache(compiled);
// Threads and processes take it from here.
process.env.NODE_COMPILE_CACHE ??= compiled;

await import('./command/command.ts');
flushCompileCache();
