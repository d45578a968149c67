/**
 * Generates code from a document: routes of a server, and clients in TypeScript and Python.
 *
 * @module
 */
export { bundleDocument } from '../document/bundle.ts';
export { generatedNotice } from './output.ts';
export { generatePythonClient } from './python/generate.ts';
export { generateRoutes } from './server/generate.ts';
export { generateTypeScriptClient } from './typescript/generate.ts';
