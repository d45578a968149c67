import { inBraces } from './arguments.ts';
import type { Arguments, BodyCall, Parameter } from './operation.ts';
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
  path: string,
  parameters: readonly Parameter[],
  params: Arguments['params'],
  textsOf: (parameter: Parameter) => readonly string[],
): string {
  const [template = ''] = path.split('#');
  const [before = '', fixed] = template.split(/\?(.*)/s);
  let name = '';
  const expand = (text: string) =>
    text.replace(inBraces, (_, wire: string) => {
      const isOwn = (each: Parameter) => each.in === 'path' && (each.wire ?? each.name) === wire;
      const parameter = parameters.find(isOwn);
      name = parameter?.name ?? wire;
      return (parameter && textsOf(parameter)[0]) || refuse(name);
    });
  const segments = before.split('/').map((segment) => {
    const text = expand(segment);
    // URL parsers drop "." and "..", escaped or not, so that they cannot be sent as a value
    if (text !== segment && /(^|\/)(\.|%2e){1,2}($|\/)/i.test(text)) refuse(name);
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

function refuse(name: string): never {
  throw new TypeError(`"${name}" must not be empty, "." or ".."`);
}
