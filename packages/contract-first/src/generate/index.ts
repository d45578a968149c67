export { bundleDocument } from '../document/bundle.ts';
export { generatedNotice } from './output.ts';
export { generatePythonSdk } from './python/generate.ts';
export { generateRoutes } from './server/generate.ts';
export { generateSdk } from './typescript/generate.ts';
