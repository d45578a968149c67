export { bundleDocument } from '../document/bundle.ts';
export { generatedNotice } from './output.ts';
export { generatePythonClient } from './python/generate.ts';
export { generateRoutes } from './server/generate.ts';
export { generateTypeScriptClient } from './typescript/generate.ts';
