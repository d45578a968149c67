/**
 * Generates code from a document: routes of a server, and clients in TypeScript and Python.
 *
 * @module
 */
export { bundleDocument } from '../document/bundle.ts';
export { generatedNotice } from './output.ts';
export { generatePythonClient, pythonClient } from './python/generate.ts';
export type { PythonClientOptions } from './python/options.ts';
export {
  type ClientSample,
  type ClientSamples,
  clientSamples,
} from './samples/clientSamples.ts';
export { generateRoutes } from './server/generate.ts';
export type { TypeScriptChoices } from './typescript/choices.ts';
export { generateTypeScriptClient, typescriptClient } from './typescript/generate.ts';
