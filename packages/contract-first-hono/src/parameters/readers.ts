/**
 * Reads the parameters of requests, each place with a reader that is prepared once.
 *
 * @module
 */
import { decoded, type Pair, pairsOf, unescaped } from '../routing/address.ts';
import { bracketed } from './brackets.ts';
import { ofAssignments, ofContent, ofParts, ofText, partsOf } from './texts.ts';
import { addText, mayBe, newValues, type Values, type WireParameter } from './wire.ts';

const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };
const plain = (text: string): string => text;

/** The parameters of one place: those with one text or several, and those in another style. */
type Place = { readonly simple: readonly string[]; readonly other: readonly WireParameter[] };

function placeOf(names: readonly string[], other: readonly WireParameter[]): Place {
  const special = new Set(other.map(({ name }) => name));
  return { simple: names.filter((name) => !special.has(name)), other };
}

/** Reads the query parameters with these names. */
export function queryReader(
  names: readonly string[],
  wire: readonly WireParameter[],
): (pairs: readonly Pair[], search: string) => Values {
  const { simple, other } = placeOf(names, wire);
  const known = new Set(simple);
  const all = new Set(names);
  return (pairs, search) => {
    const values = newValues();
    for (const { name, raw } of pairs) {
      if (known.has(name)) addText(values, name, unescaped(raw));
    }
    for (const parameter of other) {
      const value =
        parameter.in === 'querystring'
          ? ofQueryString(parameter, search)
          : ofPairs(parameter, pairs, all, unescaped);
      if (value !== undefined) values[parameter.name] = value;
    }
    return values;
  };
}

/**
 * Whether a name may be in the query of an operation: that of a parameter, or one that a parameter with
 * several names reads.
 */
export function knownNames(
  names: readonly string[],
  wire: readonly WireParameter[],
): (name: string) => boolean {
  const known = new Set(names);
  const prefixes: string[] = [];
  for (const parameter of wire) {
    if (parameter.in === 'querystring') return () => true;
    if (parameter.style === 'deepObject') prefixes.push(`${parameter.name}[`);
    if (!isSpread(parameter)) continue;
    if (!parameter.names) return () => true;
    for (const name of parameter.names) known.add(name);
  }
  return (name) => known.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}

/** Reads the cookie parameters with these names (RFC 6265, section 4.2.1). */
export function cookieReader(
  names: readonly string[],
  wire: readonly WireParameter[],
): (header: string | undefined) => Values {
  const { simple, other } = placeOf(names, wire);
  const all = new Set(names);
  return (header) => {
    const pairs = cookiesIn(header ?? '');
    const values = newValues();
    for (const name of simple) {
      // Of equal names the first belongs to the most specific path (RFC 6265, section 5.4).
      const found = pairs.find((pair) => pair.name === name);
      if (found) values[name] = decoded(found.raw);
    }
    for (const parameter of other) {
      const decode = parameter.style === 'cookie' ? plain : decoded;
      const value = ofPairs(parameter, pairs, all, decode);
      if (value !== undefined) values[parameter.name] = value;
    }
    return values;
  };
}

/** Reads the header parameters with these names. */
export function headerReader(
  names: readonly string[],
  wire: readonly WireParameter[],
): (header: (name: string) => string | undefined) => Values {
  const { simple, other } = placeOf(names, wire);
  return (header) => {
    const values = newValues();
    for (const name of simple) {
      const text = header(name);
      if (text !== undefined) values[name] = text;
    }
    for (const parameter of other) {
      const text = header(parameter.name);
      if (text !== undefined) values[parameter.name] = ofText(parameter, text, ',', plain);
    }
    return values;
  };
}

/** Reads the path parameters from their texts, which are not decoded yet. */
export function pathReader(
  wire: readonly WireParameter[],
): (names: readonly string[], raws: readonly string[]) => Values {
  const other = new Map(wire.map((parameter) => [parameter.name, parameter]));
  return (names, raws) => {
    const values = newValues();
    for (let at = 0; at < names.length; at++) {
      const name = names[at] ?? '';
      const raw = raws[at] ?? '';
      const parameter = other.size > 0 ? other.get(name) : undefined;
      values[name] = parameter ? ofPath(parameter, raw) : decoded(raw);
    }
    return values;
  };
}

function ofPath(parameter: WireParameter, raw: string): unknown {
  const { name, style, explode = false } = parameter;
  if (style === 'label') {
    if (!raw.startsWith('.')) return decoded(raw);
    return ofText(parameter, raw.slice(1), explode ? '.' : ',', decoded);
  }
  if (style !== 'matrix') return ofText(parameter, raw, ',', decoded);
  const pairs = raw
    .split(';')
    .filter((pair) => pair !== '')
    .map((pair): Pair => {
      const at = pair.indexOf('=');
      return at < 0
        ? { name: decoded(pair), raw: '' }
        : { name: decoded(pair.slice(0, at)), raw: pair.slice(at + 1) };
    });
  if (explode && mayBe(parameter, 'object')) {
    return ofAssignments(pairs.map((pair) => `${pair.name}=${decoded(pair.raw)}`));
  }
  const own = pairs.filter((pair) => pair.name === name).map((pair) => pair.raw);
  const [first] = own;
  // What is not written as `;name=value` is left for the schema to refuse, or not.
  if (first === undefined) return decoded(raw);
  if (explode && mayBe(parameter, 'list')) return own.map(decoded);
  return ofText(parameter, first, ',', decoded);
}

/** Whether each property of an object is sent as a parameter of its own. */
function isSpread(parameter: WireParameter): boolean {
  const { style = 'form', content } = parameter;
  const isForm = style === 'form' || style === 'cookie';
  const { explode = isForm } = parameter;
  return mayBe(parameter, 'object') && content === undefined && explode && isForm;
}

function ofPairs(
  parameter: WireParameter,
  pairs: readonly Pair[],
  all: ReadonlySet<string>,
  decode: (text: string) => string,
): unknown {
  const { name, style = 'form', explode = style === 'form' || style === 'cookie' } = parameter;
  if (style === 'deepObject') {
    return bracketed(
      name,
      pairs.map((pair) => [pair.name, decode(pair.raw)]),
    );
  }
  const own = pairs.filter((pair) => pair.name === name).map(({ raw }) => raw);
  const [first] = own;
  if (parameter.content !== undefined) {
    return first === undefined ? undefined : ofContent(parameter, decode(first));
  }
  if (isSpread(parameter) && !(first !== undefined && mayBe(parameter, 'text'))) {
    return ofNames(parameter, pairs, all, decode);
  }
  if (first === undefined) return undefined;
  if (explode) {
    const texts = own.map(decode);
    const isList = mayBe(parameter, 'list') && (texts.length > 1 || !mayBe(parameter, 'text'));
    return isList || texts.length > 1 ? texts : texts[0];
  }
  return ofParts(parameter, partsOf(own, separators[style] ?? ',', decode), own.map(decode));
}

/** The pairs that are properties of an object, and not parameters of other names. */
function ofNames(
  { names, required }: WireParameter,
  pairs: readonly Pair[],
  all: ReadonlySet<string>,
  decode: (text: string) => string,
): Values | undefined {
  const values = newValues();
  let isEmpty = true;
  for (const { name, raw } of pairs) {
    if (names ? !names.includes(name) : all.has(name)) continue;
    addText(values, name, decode(raw));
    isEmpty = false;
  }
  // An empty object is written as nothing.
  return isEmpty && !required ? undefined : values;
}

/** The value of a whole query (OpenAPI 3.2.0, section 4.12.4). */
function ofQueryString(parameter: WireParameter, search: string): unknown {
  if (search.length < 2) return undefined;
  if (parameter.content !== 'application/x-www-form-urlencoded') {
    return ofContent(parameter, decoded(search.slice(1)));
  }
  const values = newValues();
  for (const { name, raw } of pairsOf(search)) addText(values, name, unescaped(raw));
  return values;
}

/** The pairs of a `Cookie` header, without the quotes of values. */
function cookiesIn(header: string): Pair[] {
  return header.split(';').flatMap((pair): Pair[] => {
    const at = pair.indexOf('=');
    if (at < 0) return [];
    const raw = pair.slice(at + 1).trim();
    const isQuoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');
    return [{ name: pair.slice(0, at).trim(), raw: isQuoted ? raw.slice(1, -1) : raw }];
  });
}
