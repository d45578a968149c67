import { createHash } from 'node:crypto';
import type { Sources, Target } from './config.ts';
import type { OutputNotice } from './notices.ts';

/** What an output was made of, and what was made. */
export type Made = {
  /** The bytes of each file, by its absolute path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What generating has found; pointers are into the bundled document. */
  readonly notices: readonly OutputNotice[];
  /** The absolute paths of files that are written only if they are missing. */
  readonly starters: readonly string[];
};

/**
 * What was generated last for each folder. It is made again only if one of the documents that it is made
 * of has changed; functions of a configuration may read anything, so they are always called.
 */
export class OutputCache {
  readonly #made = new Map<string, { readonly key: string; readonly made: Made }>();
  readonly #digests = new WeakMap<object, string>();

  /**
   * @param folder the absolute path of the output
   * @param make makes it if it is not known
   */
  async of(
    folder: string,
    target: Target | undefined,
    sources: Sources,
    make: () => Promise<Made>,
  ): Promise<Made> {
    if (target === undefined) return make();
    const { document, messages } = sources;
    // Only clients have what the messages describe.
    const from = target === 'server' ? [document] : [document, messages ?? {}];
    const key = [target, ...from.map((each) => this.#digestOf(each))].join(' ');
    const known = this.#made.get(folder);
    if (known?.key === key) return known.made;
    const made = await make();
    this.#made.set(folder, { key, made });
    return made;
  }

  #digestOf(source: object): string {
    let digest = this.#digests.get(source);
    if (digest === undefined) {
      digest = createHash('sha256').update(JSON.stringify(source)).digest('base64');
      this.#digests.set(source, digest);
    }
    return digest;
  }
}
