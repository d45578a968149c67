/**
 * What a platform may have, by types of its own: those of Node and of browsers are not both there
 * when a client is compiled.
 *
 * @module
 */

/** As much of `process` as is used here. */
type NodeProcess = {
  readonly versions?: { readonly node?: string };
  readonly env?: Readonly<Record<string, string | undefined>>;
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
