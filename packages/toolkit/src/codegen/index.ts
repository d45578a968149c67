export { bundleDocument } from './bundle.ts';
export { generateRoutes } from './routes/generate.ts';
export { generateSdk } from './sdk/generate.ts';
