import { sameMediaType } from './mediaType.ts';
import type { Body, BodyForm, Operation } from './operation.ts';
import type { CallOptions } from './options.ts';
import type { Convert, Shape } from './shape.ts';

type Params = Readonly<Record<string, unknown>>;

/** Converts a value for the wire by its shape. */
export type ToWire = (value: unknown, shape: (() => Shape) | undefined) => unknown;

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
    : toWire(params[argument], form.shape);
  if (value === undefined) throw new TypeError(`"${argument}" is missing`);
  return form.write(form, value, mediaType, options);
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
