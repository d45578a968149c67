/**
 * Reads documents of any supported version: bundles their files, upgrades them, and reports what a
 * command does not support.
 *
 * @module
 */
export { bundleDocument } from './bundle.ts';
export { bundleWithOverlays, type LoadedDocument, loadDocument, upgradeDocument } from './load.ts';
export type { Notice } from './notice.ts';
export { type Narrowed, narrowed, operationsNamed } from './only.ts';
export { type Place, shownFile } from './sourceFiles.ts';
export { type Task, unsupported } from './support.ts';
