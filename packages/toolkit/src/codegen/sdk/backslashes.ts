import { inComment, literal } from '../typescript/literals.ts';

/** What of a schema hey-api writes into comments. */
const prose = ['title', 'description'];

/**
 * Stands for backslashes in what hey-api is given. Its printer turns each `\uXXXX` into the character,
 * in whatever it has printed: one that is a text of the document, or an escape that keeps a text from
 * ending its literal, would become something else. So texts are escaped before, with a character of no
 * meaning in the place of each backslash, and backslashes take that place after.
 */
export class BackslashStand {
  readonly #stand: string;

  /** @param value what is to be written; the stand is a character for private use that is not in it */
  constructor(value: unknown) {
    const text = JSON.stringify(value);
    let code = 0xe000;
    while (text.includes(String.fromCharCode(code))) code += 1;
    if (code > 0xf8ff) throw new Error('The document uses all characters for private use');
    this.#stand = String.fromCharCode(code);
  }

  /** A copy of schemas with their texts as they are to stand in the source. */
  put(value: unknown, key = ''): unknown {
    if (typeof value === 'string') {
      const source = prose.includes(key)
        ? inComment(value)
        : // The printer escapes quotes by itself.
          literal(value).slice(1, -1).replaceAll("\\'", '\\u0027');
      return source.replaceAll('\\', this.#stand);
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new TypeError(`${value} is no value of JSON`);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => this.put(each, key));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, this.put(each, name)]),
    );
  }

  /** The source with backslashes again. */
  remove(source: string): string {
    return source.replaceAll(this.#stand, '\\');
  }
}
