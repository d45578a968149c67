/**
 * Reads the parameters of a request by their styles (OpenAPI 3.1.1, section 4.8.12.2, and RFC 6570): the
 * separators of a style are found before anything is decoded.
 *
 * @module
 */
import type { JsonSchema, Parameter } from 'contract-first/contract';
import { isJson } from 'contract-first/contract';
import { nestedNames } from './brackets.ts';
import type { TextReader, Tree } from './texts.ts';

/** A name and a text of a query, a form or a cookie, as they came and decoded. */
export type Pair = { readonly name: string; readonly raw: string; readonly text: string };

/** What was found of a parameter: undefined if it is not there. */
export type Found = { readonly value: unknown } | undefined;

export type Styled = Pick<Parameter, 'name' | 'in' | 'content'> & {
  readonly style: string;
  readonly explode: boolean;
  readonly schema: JsonSchema;
};

/** A parameter with its defaults. */
export function styled(parameter: Parameter): Styled {
  const isForm = parameter.in === 'query' || parameter.in === 'cookie';
  const { style = isForm ? 'form' : 'simple' } = parameter;
  const { explode = style === 'form' || style === 'cookie' } = parameter;
  const schema = parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema ?? {};
  return { ...parameter, style, explode, schema };
}

/** Percent-decoding, by which a text that is not encoded well stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The pairs of a query or a URL-encoded form; `+` is a space (WHATWG URL, section 5.1). */
export const pairsOf = (query: string): Pair[] =>
  query
    .split('&')
    .filter((each) => each !== '')
    .map((each) => {
      const [, name = '', raw = ''] = /^([^=]*)=?(.*)$/s.exec(each) ?? [];
      const plain = (text: string) => decoded(text.replaceAll('+', ' '));
      return { name: plain(name), raw, text: plain(raw) };
    });

/** Between the items of an array that is one text, encoded or not. */
const separators: Readonly<Record<string, RegExp>> = {
  form: /,/,
  simple: /,/,
  cookie: /,/,
  spaceDelimited: /%20|\+| |,/,
  pipeDelimited: /\||%7C/i,
};

/** Reads one parameter of a query, a form or a cookie. */
export class PairReader {
  readonly #reader: TextReader;
  readonly #pairs: readonly Pair[];
  /** The names that a parameter has taken. */
  readonly taken = new Set<string>();

  constructor(reader: TextReader, pairs: readonly Pair[]) {
    this.#reader = reader;
    this.#pairs = pairs;
  }

  /**
   * @param others the names of the other parameters, which are no properties of this one
   * @param hint the value that the client was given
   */
  read(parameter: Styled, others: ReadonlySet<string>, hint: unknown): Found {
    const { name, schema, style, explode } = parameter;
    if (parameter.content) return this.#content(parameter);
    const own = this.#pairs.filter((pair) => pair.name === name);
    if (style === 'deepObject') {
      const tree = nestedNames(name, this.#pairs, (taken) => this.taken.add(taken));
      if (tree !== undefined) return { value: this.#reader.value(schema, tree, hint) };
      if (own.length === 0) return undefined;
    }
    const trees: Tree[] = [];
    if (this.#reader.allows(schema, 'object') && explode && own.length === 0) {
      const names = this.#reader.propertyNames(schema);
      const isOpen = this.#reader.isOpen(schema);
      const parts = this.#pairs.filter(
        (pair) => names.includes(pair.name) || (isOpen && !others.has(pair.name)),
      );
      if (parts.length === 0) return undefined;
      for (const part of parts) this.taken.add(part.name);
      trees.push(Object.fromEntries(parts.map((part) => [part.name, part.text])));
    }
    if (own.length > 0) {
      this.taken.add(name);
      const [first] = own;
      if (this.#reader.allows(schema, 'array')) {
        const texts = explode
          ? own.map(({ text }) => text)
          : own.flatMap(({ raw }) => splitRaw(raw, separators[style] ?? /,/));
        trees.push(texts);
      }
      if (this.#reader.allows(schema, 'object') && !explode && first) {
        trees.push(byTwos(splitRaw(first.raw, separators[style] ?? /,/)));
      }
      if (own.length === 1 && first) trees.push(first.text);
      if (trees.length === 0) trees.push(own.map(({ text }) => text));
    }
    return best(this.#reader, schema, trees, hint);
  }

  #content({ name, content = {} }: Styled): Found {
    const own = this.#pairs.find((pair) => pair.name === name);
    if (!own) return undefined;
    this.taken.add(name);
    const [mediaType = ''] = Object.keys(content);
    return { value: isJson(mediaType) ? jsonOf(own.text) : own.text };
  }
}

/** The parts of a text, each decoded by itself. */
const splitRaw = (raw: string, separator: RegExp): string[] =>
  raw === '' ? [] : raw.split(separator).map((each) => decoded(each.replaceAll('+', ' ')));

/** Names and values in turn: `a,1,b,2`. */
const byTwos = (texts: readonly string[]): Tree =>
  Object.fromEntries(
    texts.flatMap((name, at) => (at % 2 === 0 ? [[name, texts[at + 1] ?? ''] as const] : [])),
  );

/** Names with values: `a=1,b=2`. */
const byEquals = (texts: readonly string[]): Tree =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      return at < 0
        ? [decoded(text), '']
        : [decoded(text.slice(0, at)), decoded(text.slice(at + 1))];
    }),
  );

/** JSON; the text itself if it is none, which no schema but that of a text accepts. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Reads a parameter of the path or a header, which is one text. */
export function readText(reader: TextReader, parameter: Styled, raw: string, hint: unknown): Found {
  const { name, schema, style, explode, content } = parameter;
  const decode = parameter.in === 'path' ? decoded : (text: string) => text.trim();
  if (content) {
    const [mediaType = ''] = Object.keys(content);
    const text = decode(raw);
    return { value: isJson(mediaType) ? jsonOf(text) : text };
  }
  const prefix = style === 'label' ? '.' : style === 'matrix' ? ';' : '';
  if (!raw.startsWith(prefix)) return { value: decode(raw) };
  const rest = raw.slice(prefix.length);
  const between = explode && prefix !== '' ? prefix : ',';
  const own = style === 'matrix' ? `${name}=` : '';
  const withoutName = (text: string) => (text.startsWith(own) ? text.slice(own.length) : text);
  const trees: Tree[] = [];
  if (reader.allows(schema, 'array')) {
    const texts = explode ? rest.split(between).map(withoutName) : withoutName(rest).split(',');
    trees.push(texts.map(decode));
  }
  if (reader.allows(schema, 'object')) {
    trees.push(
      explode ? byEquals(rest.split(between)) : byTwos(withoutName(rest).split(',').map(decode)),
    );
  }
  trees.push(decode(withoutName(rest)));
  return best(reader, schema, trees, hint);
}

/** The first value that the schema accepts, or else the first. */
function best(
  reader: TextReader,
  schema: JsonSchema,
  trees: readonly Tree[],
  hint: unknown,
): Found {
  if (trees.length === 0) return undefined;
  const values = trees.map((tree) => reader.value(schema, tree, hint));
  return { value: reader.choose(schema, values, hint) };
}
