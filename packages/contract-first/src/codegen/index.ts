export { bundleDocument } from '../document/bundle.ts';
export { GENERATED } from './output.ts';
export { generatePythonSdk } from './python/generate.ts';
export { generateRoutes } from './routes/generate.ts';
export { generateSdk } from './sdk/generate.ts';
