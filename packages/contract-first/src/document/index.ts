export { bundleDocument } from './bundle.ts';
export { type LoadedDocument, loadDocument, upgradeDocument } from './load.ts';
export type { Notice } from './notice.ts';
export { type Task, unsupported } from './support.ts';
