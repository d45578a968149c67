/**
 * Builds TypeScript source. Texts of a document are only ever inserted as literals.
 *
 * @module
 */
import { literal, propertyName } from '../typescript/literals.ts';

/** So many members of a list or an object stand on a line each. */
const MANY = 3;
const INDENT = '    ';

/** An expression in source. */
export class Code {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /** A name that the file declares or imports. */
  static name(name: string): Code {
    return new Code(name);
  }

  /** `this.method(…)` */
  call(method: string, ...args: readonly Code[]): Code {
    return new Code(`${this.text}.${method}`).apply(...args);
  }

  /** `this(…)` */
  apply(...args: readonly Code[]): Code {
    return new Code(`${this.text}(${args.map(({ text }) => text).join(', ')})`);
  }

  /** `this as const` */
  asConst(): Code {
    return new Code(`${this.text} as const`);
  }

  static list(items: readonly Code[]): Code {
    return new Code(
      bracketed(
        '[',
        ']',
        '',
        items.map(({ text }) => text),
        items.length >= MANY,
      ),
    );
  }

  /** @param members each as it stands between the braces */
  static braced(members: readonly string[], isBroken = members.length >= MANY): Code {
    return new Code(bracketed('{', '}', ' ', members, isBroken));
  }

  /**
   * A JSON value.
   *
   * @throws TypeError for what JSON does not have
   */
  static value(value: unknown): Code {
    if (typeof value === 'string') return new Code(literal(value));
    if (typeof value === 'boolean' || value === null) return new Code(String(value));
    if (typeof value === 'number' && Number.isFinite(value)) return new Code(String(value));
    if (Array.isArray(value)) return Code.list(value.map(Code.value));
    if (typeof value !== 'object') throw new TypeError(`${String(value)} is not a JSON value`);
    const members = Object.entries(value).map(([name, each]) => member(name, Code.value(each)));
    return Code.braced(members);
  }
}

const member = (name: string, { text }: Code): string => `${propertyName(name)}: ${text}`;

/** Indents what follows the first line. No literal has a line break, so each one is of the code. */
const indented = (text: string): string => text.replaceAll('\n', `\n${INDENT}`);

function bracketed(
  start: string,
  end: string,
  padding: string,
  parts: readonly string[],
  isBroken: boolean,
): string {
  if (parts.length === 0) return start + end;
  if (!isBroken) return start + padding + parts.join(', ') + padding + end;
  const lines = parts.map((part) => INDENT + indented(part));
  return `${start}\n${lines.join(',\n')}\n${end}`;
}

/** The members of an object literal, one a line. */
export class Members {
  readonly #members = new Map<string, string>();

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  get code(): Code {
    return Code.braced([...this.#members.values()], true);
  }

  /** @throws Error for a name that is there already */
  set(name: string, value: Code): this {
    // `{ name }` is short for `{ name: name }`
    return this.#add(name, value.text === name ? name : member(name, value));
  }

  /** A member whose value is made when it is read. */
  getter(name: string, { text }: Code): this {
    const body = `${INDENT}return ${indented(text)};`;
    return this.#add(name, `get ${propertyName(name)}() {\n${body}\n}`);
  }

  #add(name: string, text: string): this {
    if (this.#members.has(name)) throw new Error(`Two members would be named "${name}"`);
    this.#members.set(name, text);
    return this;
  }
}
