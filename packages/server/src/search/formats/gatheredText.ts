import { MOST_TEXT } from '../text.ts';

/**
 * Collects the text of a document up to the searchable length. Asides, such as notes or the reading
 * of a character, are appended later, so that they do not split words.
 */
export class GatheredText {
  #text = '';
  readonly #open: string[] = [];
  readonly #asides: string[] = [];
  #length = 0;

  get isFull(): boolean {
    return this.#length >= MOST_TEXT;
  }

  add(text: string): void {
    const taken = text.slice(0, MOST_TEXT - this.#length);
    this.#length += taken.length;
    if (this.#open.length > 0) this.#open.push((this.#open.pop() ?? '') + taken);
    else this.#text += taken;
  }

  /** Ends a word. */
  break(): void {
    this.add('\n');
  }

  beginAside(): void {
    this.#open.push('');
  }

  endAside(): void {
    const aside = this.#open.pop();
    if (aside) this.#asides.push(aside);
  }

  /** Closes what a broken document has left open, before its next part. */
  endPart(): void {
    while (this.#open.length > 0) this.endAside();
    const asides = this.#asides.splice(0);
    if (asides.length > 0) this.add(`\n${asides.join('\n')}`);
    this.break();
  }

  get text(): string {
    return this.#text;
  }
}
