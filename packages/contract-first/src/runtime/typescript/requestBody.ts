import { isPlainObject } from './casing.ts';
import { sameMediaType } from './mediaType.ts';
import type { Body, BodyForm, Operation, Writing } from './operation.ts';
import type { CallOptions } from './options.ts';
import type { Convert } from './shape.ts';
import { checkText } from './text.ts';

type Params = Readonly<Record<string, unknown>>;

export type ToWire = Writing['toWire'];

export const toWire =
  (convert: Convert | undefined): ToWire =>
  (value, shape) =>
    convert && shape ? convert(value, shape, 'write') : value;

/**
 * Writes the body of a call, or none if nothing was given for it.
 *
 * @throws TypeError for a media type or a value that cannot be sent
 */
export async function writeBody(
  operation: Operation,
  params: Params,
  options: CallOptions,
  toWire: ToWire,
): Promise<Body> {
  const form = chooseForm(operation, params, options.contentType);
  if (!form) return {};
  const mediaType = options.contentType ?? form.mediaType;
  const isGiven = argumentsOf(form).some((name) => params[name] !== undefined);
  if (!isGiven && !operation.isBodyRequired) return {};
  const { argument = '', fields } = form;
  const value = fields
    ? Object.fromEntries(
        fields
          .filter(({ name }) => params[name] !== undefined)
          .map(({ name, wire = name, shape }) => [wire, toWire(params[name], shape)]),
      )
    : params[argument];
  if (value === undefined) throw new TypeError(`"${argument}" is missing`);
  for (const name of argumentsOf(form)) checkTexts(name, params[name]);
  return form.write(form, value, { mediaType, options, toWire });
}

/** Checks every text in a value, at any depth, under the name of what it is in. */
function checkTexts(name: string, value: unknown): void {
  if (typeof value === 'string') checkText(name, value);
  else if (Array.isArray(value)) for (const item of value) checkTexts(name, item);
  else if (isPlainObject(value)) {
    for (const [key, item] of Object.entries(value)) checkTexts(key, item);
  }
}

const argumentsOf = ({ fields, argument = '' }: BodyForm): string[] =>
  fields?.map(({ name }) => name) ?? [argument];

function chooseForm(
  { id, parameters = [], bodies = [] }: Operation,
  params: Params,
  contentType: string | undefined,
): BodyForm | undefined {
  if (contentType !== undefined) {
    const chosen = bodies.find(({ mediaType }) => sameMediaType(mediaType, contentType));
    if (chosen) return chosen;
    const types = bodies.map(({ mediaType }) => mediaType).join(', ');
    throw new TypeError(
      `${id} does not take the contentType "${contentType}"; it takes ${types || 'no body'}`,
    );
  }
  const others = new Set(parameters.map(({ name }) => name));
  const given = Object.keys(params).filter(
    (name) => params[name] !== undefined && !others.has(name),
  );
  return (
    bodies.find((form) => given.every((name) => argumentsOf(form).includes(name))) ?? bodies[0]
  );
}
