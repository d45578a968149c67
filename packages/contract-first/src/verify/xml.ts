/**
 * Reads XML as far as checks need it: whether it is well-formed (XML 1.0, section 2.1), and its elements.
 * Entities are neither declared nor expanded.
 *
 * @module
 */

/** An element; names without the prefixes of namespaces. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlySet<string>;
  readonly children: XmlElement[];
};

/** A text is not well-formed. */
export class MalformedXml extends Error {
  override readonly name = 'MalformedXml';
}

const NAME = '[\\p{L}_:][\\p{L}\\p{N}_:.\\u00b7-]*';
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*("[^<"]*"|'[^<']*')`, 'uy');
const OPENING = new RegExp(`<(${NAME})`, 'uy');
const CLOSING = new RegExp(`</(${NAME})\\s*>`, 'uy');
/** What may be between elements: comments, instructions, and before the first one a document type. */
const OTHERS = /<!--(?:(?!--)[\s\S])*-->|<\?[\s\S]*?\?>|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/y;
const CDATA = /<!\[CDATA\[[\s\S]*?\]\]>/y;
/** An `&` that begins no reference. */
const bareAmpersand = /&(?!(?:#\d+|#x[\da-f]+|[\p{L}_:][\p{L}\p{N}_:.-]*);)/iu;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * The root element of a text.
 *
 * @throws MalformedXml if the text is not well-formed
 */
export function rootOf(text: string): XmlElement {
  const source = text.replace(/^\ufeff/, '');
  const open: { readonly written: string; readonly element: XmlElement }[] = [];
  let root: XmlElement | undefined;
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source) ?? undefined;
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < source.length) {
    if (source[at] !== '<') {
      const end = source.indexOf('<', at);
      const part = source.slice(at, end < 0 ? undefined : end);
      if (open.length === 0 && part.trim() !== '')
        throw new MalformedXml('text outside of the root');
      if (bareAmpersand.test(part)) throw new MalformedXml('an & that is not escaped');
      at += part.length;
      continue;
    }
    if (next(OTHERS) || (open.length > 0 && next(CDATA))) continue;
    const [, closed] = next(CLOSING) ?? [];
    if (closed !== undefined) {
      const last = open.pop();
      if (last?.written !== closed) throw new MalformedXml(`</${closed}> closes no element`);
      continue;
    }
    const [, opened] = next(OPENING) ?? [];
    if (opened === undefined) throw new MalformedXml('a < that is not escaped');
    const element = elementOf(opened);
    if (open.length > 0) open.at(-1)?.element.children.push(element);
    else if (root) throw new MalformedXml('a second root');
    root ??= element;
    const [end] = next(/\s*\/?>/y) ?? [];
    if (end === undefined) throw new MalformedXml(`<${opened}> has an invalid attribute or no end`);
    if (!end.includes('/')) open.push({ written: opened, element });
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new MalformedXml(`<${unclosed.written}> is not closed`);
  if (!root) throw new MalformedXml('no element');
  return root;

  function elementOf(name: string): XmlElement {
    const attributes = new Set<string>();
    for (let found = next(ATTRIBUTE); found; found = next(ATTRIBUTE)) {
      const [, own = '', value = ''] = found;
      if (attributes.has(localName(own)) && !own.includes(':')) {
        throw new MalformedXml(`the attribute ${own} is repeated`);
      }
      if (bareAmpersand.test(value)) throw new MalformedXml('an & that is not escaped');
      attributes.add(localName(own));
    }
    return { name: localName(name), attributes, children: [] };
  }
}
