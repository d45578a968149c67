import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A text has fewer bytes than this, so its place and its length are one number. */
const LONGEST = 8_192;

/**
 * Short texts in a temporary file: methodologies ask for them one at a time, in any order and without waiting, and
 * those of a whole library are too many for memory.
 */
export class ScratchTexts {
  readonly #folder: string;
  readonly #file: number;
  readonly #into = Buffer.allocUnsafeSlow(LONGEST);
  /** For each name, the position times {@link LONGEST} plus the length. */
  readonly #places = new Map<string, number>();
  #end = 0;

  /** @param folder disk path of the folder in which it is made */
  constructor(folder: string) {
    this.#folder = mkdtempSync(join(folder, 'samples-'));
    this.#file = openSync(join(this.#folder, 'texts'), 'w+', 0o600);
  }

  /** @throws RangeError if the text is too long */
  add(name: string, text: string): void {
    const length = Buffer.byteLength(text);
    if (length >= LONGEST) throw new RangeError(`${length} bytes are too many`);
    writeSync(this.#file, Buffer.from(text), 0, length, this.#end);
    this.#places.set(name, this.#end * LONGEST + length);
    this.#end += length;
  }

  read(name: string): string | undefined {
    const place = this.#places.get(name);
    if (place === undefined) return undefined;
    const length = place % LONGEST;
    const read = readSync(this.#file, this.#into, 0, length, (place - length) / LONGEST);
    return this.#into.toString('utf8', 0, read);
  }

  /** Removes the file. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
