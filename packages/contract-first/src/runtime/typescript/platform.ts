/**
 * What a platform may have, by types of its own: those of Node and of browsers are not both there
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
  readonly versions?: { readonly node?: string; readonly undici?: string };
  readonly env?: Readonly<Record<string, string | undefined>>;
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

/** The process, on Node and runtimes like it. */
export const nodeProcess = (): NodeProcess | undefined =>
  (globalThis as { readonly process?: NodeProcess }).process;

/** A variable of the environment, by its name after the prefix of the API; empty is not set. */
export function environment(name: string): string | undefined {
  try {
    return nodeProcess()?.env?.[`API_${name}`] || undefined;
  } catch {
    return undefined; // Deno asks for permission
  }
}
