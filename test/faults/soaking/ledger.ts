import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The digest of content, as the ledger and the clients' workers write it. */
export const digestOf = (content: Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/**
 * What the server has promised to keep: a file once its upload was answered, at one of the paths
 * where it may be. An answer that never came leaves more than one; `undefined` stands for nowhere.
 */
export class Ledger {
  readonly #files = new Map<string, Set<string | undefined>>();

  get size(): number {
    return this.#files.size;
  }

  /** States where a file is from now on. */
  put(digest: string, ...places: readonly (string | undefined)[]): void {
    this.#files.set(digest, new Set(places));
  }

  forget(digest: string): void {
    this.#files.delete(digest);
  }

  /** @returns what is not where it was promised, in words; empty if nothing is lost */
  async lost(root: string): Promise<string[]> {
    const lost: string[] = [];
    for (const [digest, places] of this.#files) {
      if (places.has(undefined)) continue;
      const found = await Promise.all([...places].map((place) => holds(root, place ?? '', digest)));
      if (!found.includes(true)) lost.push(`${[...places].join(' or ')} with ${digest}`);
    }
    return lost;
  }
}

async function holds(root: string, path: string, digest: string): Promise<boolean> {
  const content = await readFile(join(root, path)).catch(() => undefined);
  return content !== undefined && digestOf(content) === digest;
}
