/** Copies the web page into the package: `node copyPage.ts`, after `tsdown`. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWeb } from '../web/build.ts';

await cp(await buildWeb(), join(import.meta.dirname, 'dist/web'), { recursive: true });
