/** The server's command: `node main.mjs [options]`; `--help` tells them. */
import './beforeModules.mjs';
import { flushCompileCache } from 'node:module';

await import('./command.ts');
flushCompileCache();
