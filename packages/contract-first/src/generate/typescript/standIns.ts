import { inComment, literal } from './literals.ts';

/** What of a schema hey-api writes into comments. */
const prose = ['title', 'description'];
/** Keywords with data of any form, which no type says anything of. */
const data = ['default', 'example', 'examples', 'externalDocs', 'xml', '$comment', 'pattern'];

/**
 * Characters that stand for backslashes and slashes in what hey-api is given. Its printer turns each
 * `\uXXXX` into the character, in whatever it has printed: one that is a text of the document, or an
 * escape that keeps a text from ending its literal, would become something else. And of comments in
 * comments it drops the slashes. So texts are escaped before, and come out of it as they went in.
 */
export class StandIns {
  readonly #backslash: string;
  readonly #slash: string;

  /** @param value what is to be written; the characters are two for private use that are not in it */
  constructor(value: unknown) {
    const text = JSON.stringify(value);
    const free: string[] = [];
    for (let code = 0xe000; code <= 0xf8ff && free.length < 2; code++) {
      const character = String.fromCharCode(code);
      if (!text.includes(character)) free.push(character);
    }
    const [backslash, slash] = free;
    if (!backslash || !slash) throw new Error('The document uses all characters for private use');
    this.#backslash = backslash;
    this.#slash = slash;
  }

  /**
   * A copy of schemas with their texts as they are to stand in the source, without what no type says.
   *
   * @param key the keyword that the value stands under
   * @param isNamed whether its keys are names of properties or of schemas, and no keywords
   */
  put(value: unknown, key = '', isNamed = true): unknown {
    if (typeof value === 'string') {
      const source = prose.includes(key)
        ? inComment(value).replaceAll('/', this.#slash)
        : // The printer escapes quotes by itself.
          literal(value).slice(1, -1).replaceAll("\\'", '\\u0027');
      return source.replaceAll('\\', this.#backslash);
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new TypeError(`${value} is not a JSON value`);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => this.put(each, key, false));
    return Object.fromEntries(
      Object.entries(value)
        // hey-api would follow references in what is only data.
        .filter(([name]) => isNamed || !(data.includes(name) || name.startsWith('x-')))
        .map(([name, each]) => [name, this.put(each, name, !isNamed && name === 'properties')]),
    );
  }

  /** The source with what they stand for. */
  remove(source: string): string {
    return source.replaceAll(this.#backslash, '\\').replaceAll(this.#slash, '/');
  }
}
