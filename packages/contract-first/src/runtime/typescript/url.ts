import type { Arguments, BodyCall, Operation, Parameter } from './operation.ts';
import { toTexts } from './text.ts';

/** Converts a value for the wire by its shape. */
export type ToWire = BodyCall['toWire'];

/** A text, or a list of texts, in the default style of its place. */
export function writePlain({ name, wire = name, in: place }: Parameter, value: unknown): string[] {
  const texts = toTexts(name, value);
  if (place === 'header') return [texts.join(',')];
  const encoded = texts.map(encodeURIComponent);
  if (place === 'path') return [encoded.join(',')];
  return encoded.map((text) => `${encodeURIComponent(wire)}=${text}`);
}

/**
 * Writes the path and the query of an operation.
 *
 * @param textsOf the texts of a parameter, percent-encoded if its place needs that
 * @throws TypeError if a value is missing, or would lead to the address of another operation
 */
export function writeUrl(
  { path, parameters = [] }: Operation,
  params: Arguments['params'],
  textsOf: (parameter: Parameter) => readonly string[],
): string {
  const [template = ''] = path.split('#');
  const [before = '', fixed] = template.split(/\?(.*)/s);
  const byWire = new Map(parameters.map((each) => [each.wire ?? each.name, each]));
  for (const each of parameters) if (each.in === 'path') byWire.set(each.wire ?? each.name, each);
  const expand = (text: string) =>
    text.replace(/\{([^{}]+)\}/g, (_, wire: string) => {
      const parameter = byWire.get(wire);
      return requireText(parameter?.name ?? wire, parameter && textsOf(parameter)[0]);
    });
  const segments = before.split('/').map((segment) => {
    const text = expand(segment);
    if (text !== segment) for (const each of text.split('/')) refuseDots(segment, each, byWire);
    return text;
  });
  // in the order of the call
  const order = Object.keys(params);
  const inQuery = parameters
    .filter((each) => each.in.startsWith('query'))
    .sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  const query = [...(fixed ? [expand(fixed)] : []), ...inQuery.flatMap(textsOf)].join('&');
  return segments.join('/') + (query && `?${query}`);
}

function requireText(name: string, text: string | undefined): string {
  if (text) return text;
  throw new TypeError(`"${name}" must not be empty, "." or ".."`);
}

/** URL parsers drop "." and "..", escaped or not, so that they cannot be sent as a value. */
function refuseDots(segment: string, text: string, byWire: ReadonlyMap<string, Parameter>): void {
  if (!/^(\.|%2e){1,2}$/i.test(text)) return;
  const [, wire = ''] = /\{([^{}]+)\}/.exec(segment) ?? [];
  requireText(byWire.get(wire)?.name ?? wire, undefined);
}
