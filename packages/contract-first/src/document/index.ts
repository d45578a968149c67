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
export { unsupported } from './support.ts';
export type { Task } from './task.ts';
