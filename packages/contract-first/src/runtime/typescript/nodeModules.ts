/**
 * The built-in modules of Node, by types of their own: those of Node and of browsers are not both there
 * when a client is compiled.
 *
 * @module
 */

type NodeStreams = {
  Readable: {
    from(source: AsyncIterable<unknown>, options: { objectMode: boolean }): NodeReadable;
  };
};

type NodeReadable = object & { on(event: 'error', listener: () => void): NodeReadable };

type NodeFiles = {
  readonly constants: { readonly R_OK: number };
  readonly promises: {
    access(path: string, mode: number): Promise<void>;
    stat(path: string): Promise<{ isFile(): boolean }>;
  };
  openAsBlob(path: string): Promise<Blob>;
};

type NodePaths = { basename(path: string): string };

/** As much of `process` as is used here. */
type NodeProcess = {
  readonly versions?: { readonly undici?: string };
  /**
   * Gives built-in modules; they are not imported, so that a bundler for browsers finds nothing to
   * resolve.
   */
  getBuiltinModule?: {
    (name: 'node:stream'): NodeStreams;
    (name: 'node:fs'): NodeFiles;
    (name: 'node:path'): NodePaths;
  };
};

/** The process that has them, on Node and runtimes like it. */
export const builtIns = (): NodeProcess | undefined =>
  (globalThis as { readonly process?: NodeProcess }).process;
