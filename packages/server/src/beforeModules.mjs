/**
 * What must be set before the server's modules are loaded: less memory for a start, and less time
 * from the second on. Plain JavaScript, so that nothing is loaded to strip types from it.
 */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// While modules are loaded, much lives for a moment. Left alone, the generation of young objects
// grows to three times 16 MiB for it, which are given back late; `tidy` lets it grow again.
setFlagsFromString('--semi-space-growth-factor=1');
// Compiled code is kept for the flags that it was compiled with, so this one is set already here.
setFlagsFromString('--expose-gc');

// Code without its types, and compiled: once for all starts. It lies beside the installed packages,
// where only those can write who can change the code itself; if nobody can, there is none.
const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));
enableCompileCache(compiled);
// Worker threads take it from here.
process.env.NODE_COMPILE_CACHE ??= compiled;
