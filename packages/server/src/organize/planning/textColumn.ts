/** Initial size of a column, in bytes. */
const FIRST = 64 * 1024;

/**
 * Many short ASCII texts as bytes. As strings, which V8 keeps as the pieces they were concatenated
 * from, they take several times as much memory.
 */
export class TextColumn {
  #bytes = Buffer.allocUnsafeSlow(FIRST);
  #used = 0;
  /** Where each text ends. */
  readonly #ends: number[] = [];

  add(text: string): void {
    if (this.#used + text.length > this.#bytes.length) {
      const more = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, text.length * 2));
      this.#bytes.copy(more, 0, 0, this.#used);
      this.#bytes = more;
    }
    this.#used += this.#bytes.write(text, this.#used, 'latin1');
    this.#ends.push(this.#used);
  }

  /** @throws RangeError if the index is too large */
  at(index: number): string {
    const end = this.#ends[index];
    if (end === undefined) throw new RangeError(`There are ${this.#ends.length} texts`);
    return this.#bytes.toString('latin1', this.#ends[index - 1] ?? 0, end);
  }
}
