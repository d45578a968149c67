/**
 * The part of the client that only works on Node, and runtimes like it.
 *
 * @module
 */
import { builtIns } from './nodeModules.ts';

/**
 * Opens a file as a blob that is read as it is sent, not before.
 *
 * @throws Error as Node's file system does, such as `ENOENT`
 * @throws TypeError where there is no file system, or something else than a file
 */
export async function openFile(path: string): Promise<{ name: string; content: Blob }> {
  const node = builtIn();
  if (!node) throw new TypeError('Files can be uploaded by path only on Node.js');
  // openAsBlob says only that it could not open; access says why
  await node.fs.promises.access(path, node.fs.constants.R_OK);
  // a pipe would be an empty blob
  if (!(await node.fs.promises.stat(path)).isFile()) {
    throw new TypeError(`"${path}" is not a regular file; upload a stream of its content`);
  }
  return { name: node.path.basename(path), content: await node.fs.openAsBlob(path) };
}

/** The name of the file that a stream of Node's file system reads. */
export function fileNameOf(source: unknown): string | undefined {
  if (typeof source !== 'object' || source === null || !('path' in source)) return undefined;
  if (typeof source.path !== 'string') return undefined;
  return builtIn()?.path.basename(source.path);
}

function builtIn() {
  const node = builtIns();
  // called on the process, which Bun wants
  return (
    node?.getBuiltinModule && {
      fs: node.getBuiltinModule('node:fs'),
      path: node.getBuiltinModule('node:path'),
    }
  );
}
