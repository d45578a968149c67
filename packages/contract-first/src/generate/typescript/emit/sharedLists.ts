/**
 * The file of lists that most operations have in common, each a constant.
 *
 * @module
 */
import { Imports } from '../imports.ts';
import { listSource } from './source.ts';

/** How wide a line is at most. */
const COLUMNS = 100;

export class SharedLists {
  readonly #imports = new Imports();
  readonly #names = new Map<string, string>();
  readonly #declarations: string[] = [];

  /**
   * The name of a list.
   *
   * @param use imports what the text refers to, into the file of the lists
   */
  name(
    kind: 'security' | 'errors',
    items: readonly string[],
    use: (imports: Imports) => void,
  ): string {
    const text = items.join();
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const sameKind = [...this.#names.values()].filter((name) => name.startsWith(kind));
    const name = `${kind}${sameKind.length + 1}`;
    this.#names.set(text, name);
    const type = this.#imports.type(
      './runtime/operation.ts',
      kind === 'errors' ? 'ErrorForm' : 'Requirement',
    );
    use(this.#imports);
    const start = `export const ${name}: readonly ${type}[] = `;
    const list = listSource(items, COLUMNS - start.length - ';'.length) ?? '[]';
    this.#declarations.push(`${start}${list};\n`);
    return name;
  }

  /** Undefined if there are none. */
  get file(): string | undefined {
    if (this.#declarations.length === 0) return undefined;
    return [this.#imports.text, ...this.#declarations].join('\n');
  }
}
