/**
 * Builds TypeScript source. Texts of a document are only ever inserted as literals.
 *
 * @module
 */
import { literal, propertyName } from '../typescript/literals.ts';

/** So many members of a list or an object stand on a line each. */
const MANY = 3;
const INDENT = '    ';

/** Source between brackets, each member on a line of its own. */
type Block = {
  readonly start: string;
  readonly members: readonly Code[];
  /** What stands behind each member, but not behind the last one. */
  readonly separator: string;
  readonly end: string;
};

/** A JSON value. */
type Value = { readonly value: unknown };
type Part = string | Code | Block | Value;

/**
 * An expression in source. It is kept as a tree and written once, when its place is known: to indent
 * the text of each level again would take a time that grows with the size times the depth.
 */
export class Code {
  readonly #parts: readonly Part[];

  private constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** A name that the file declares or imports. */
  static name(name: string): Code {
    return new Code([name]);
  }

  /** The source, as it stands at the beginning of a line. */
  get text(): string {
    const written: string[] = [];
    this.#write(written, '\n');
    return written.join('');
  }

  /** The same, written for a member of a block that begins a line; it takes less memory. */
  get asWritten(): Code {
    const written: string[] = [];
    this.#write(written, `\n${INDENT}`);
    return new Code([written.join('')]);
  }

  /** Whether it is just this name. */
  isName(name: string): boolean {
    return this.#parts.length === 1 && this.#parts[0] === name;
  }

  /** `this.method(…)` */
  call(method: string, ...args: readonly Code[]): Code {
    return new Code([this, `.${method}`]).apply(...args);
  }

  /** `this(…)` */
  apply(...args: readonly Code[]): Code {
    return new Code([this, '(', ...separated(args), ')']);
  }

  /** `this as const` */
  asConst(): Code {
    return new Code([this, ' as const']);
  }

  /** `name: this` */
  asMember(name: string): Code {
    return new Code([`${propertyName(name)}: `, this]);
  }

  /** `get name() { return this; }` */
  asGetter(name: string): Code {
    const members = [new Code(['return ', this, ';'])];
    return new Code([
      `get ${propertyName(name)}() `,
      { start: '{', members, separator: '', end: '}' },
    ]);
  }

  static list(items: readonly Code[]): Code {
    return bracketed('[', ']', '', items, items.length >= MANY);
  }

  /** @param members each as it stands between the braces */
  static braced(members: readonly Code[], isBroken = members.length >= MANY): Code {
    return bracketed('{', '}', ' ', members, isBroken);
  }

  /**
   * A JSON value, which is not changed from then on.
   *
   * @throws TypeError for what JSON does not have
   */
  static value(value: unknown): Code {
    refuseOthers(value);
    return new Code([{ value }]);
  }

  /** For the functions of this module. */
  static ofParts(parts: readonly Part[]): Code {
    return new Code(parts);
  }

  /** @param lineBreak a line break with the indentation of the line that it stands on */
  #write(written: string[], lineBreak: string): void {
    for (const part of this.#parts) {
      if (typeof part === 'string') written.push(part);
      else if (part instanceof Code) part.#write(written, lineBreak);
      else if ('value' in part) writeValue(part.value, written, lineBreak);
      else {
        const { start, members, separator, end } = part;
        const inner = lineBreak + INDENT;
        written.push(start);
        members.forEach((member, at) => {
          written.push(at === 0 ? inner : separator + inner);
          member.#write(written, inner);
        });
        written.push(lineBreak, end);
      }
    }
  }
}

/** @throws TypeError for what JSON does not have */
function refuseOthers(value: unknown): void {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value !== 'object') throw new TypeError(`${String(value)} is not a JSON value`);
  for (const each of Object.values(value)) refuseOthers(each);
}

function writeValue(value: unknown, written: string[], lineBreak: string): void {
  if (typeof value === 'string') written.push(literal(value));
  else if (typeof value !== 'object' || value === null) written.push(String(value));
  else if (Array.isArray(value)) {
    writeMembers('[', ']', value, undefined, written, lineBreak);
  } else {
    writeMembers('{', '}', Object.values(value), Object.keys(value), written, lineBreak);
  }
}

/** @param names of the members of an object */
function writeMembers(
  start: string,
  end: string,
  values: readonly unknown[],
  names: readonly string[] | undefined,
  written: string[],
  lineBreak: string,
): void {
  if (values.length === 0) {
    written.push(start, end);
    return;
  }
  const isBroken = values.length >= MANY;
  const inner = isBroken ? lineBreak + INDENT : lineBreak;
  const padding = names ? ' ' : '';
  written.push(start);
  values.forEach((value, at) => {
    if (at > 0) written.push(isBroken ? ',' : ', ');
    if (isBroken) written.push(inner);
    else if (at === 0) written.push(padding);
    if (names) written.push(propertyName(names[at] ?? ''), ': ');
    writeValue(value, written, inner);
  });
  written.push(isBroken ? lineBreak : padding, end);
}

/** Code with commas between. */
function separated(items: readonly Code[]): (string | Code)[] {
  const parts: (string | Code)[] = [];
  for (const item of items) {
    if (parts.length > 0) parts.push(', ');
    parts.push(item);
  }
  return parts;
}

function bracketed(
  start: string,
  end: string,
  padding: string,
  members: readonly Code[],
  isBroken: boolean,
): Code {
  if (members.length === 0) return Code.ofParts([start + end]);
  if (isBroken) return Code.ofParts([{ start, members, separator: ',', end }]);
  return Code.ofParts([start + padding, ...separated(members), padding + end]);
}

/** The members of an object literal, one a line. */
export class Members {
  readonly #members = new Map<string, Code>();

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  get code(): Code {
    return Code.braced([...this.#members.values()], true);
  }

  /** @throws Error for a name that is there already */
  set(name: string, value: Code): this {
    // `{ name }` is short for `{ name: name }`
    return this.#add(name, value.isName(name) ? value : value.asMember(name));
  }

  /** A member whose value is made when it is read. */
  getter(name: string, value: Code): this {
    return this.#add(name, value.asGetter(name));
  }

  #add(name: string, member: Code): this {
    if (this.#members.has(name)) throw new Error(`Two members would be named "${name}"`);
    this.#members.set(name, member);
    return this;
  }
}
