/**
 * How parameters are written on the wire: the functions of the runtime's `parameters.ts`.
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';
import type { ParameterModel } from '../model/clientModel.ts';

/** Styles that an application of `explode` changes. */
const exploding = new Set(['simple', 'label', 'matrix', 'form', 'cookie']);

/** The function that writes a parameter, and whether its items and properties stand alone. */
export function writerOf({ in: place, style, explode, contentType }: ParameterModel): {
  readonly writer: string;
  readonly isExploded: boolean | undefined;
} {
  if (place === 'querystring') return { writer: 'queryString', isExploded: undefined };
  if (contentType !== undefined) return { writer: 'content', isExploded: undefined };
  return { writer: style, isExploded: exploding.has(style) ? explode : undefined };
}

/**
 * Whether a parameter is a text, or a list of texts, in the default style of its place, which the
 * runtime writes without a function.
 */
export function isPlainParameter(parameter: ParameterModel, document: object): boolean {
  const { in: place, style, explode, contentType, allowReserved, schema } = parameter;
  if (contentType !== undefined || place === 'querystring' || place === 'cookie' || allowReserved) {
    return false;
  }
  const isDefault =
    place === 'query' ? style === 'form' && explode : style === 'simple' && !explode;
  return isDefault && !mayBeObject(schema, document, []);
}

/** Whether values of a schema may be objects, or lists of anything but single values. */
function mayBeObject(schema: unknown, document: object, within: readonly unknown[]): boolean {
  if (!isSchema(schema)) return schema !== false;
  if (within.includes(schema)) return false;
  const target = resolvedOr<JsonSchema>(document, schema, {});
  const { type, properties, items } = target;
  const inner = (each: unknown) => mayBeObject(each, document, [...within, schema]);
  if ('const' in target) return isCompound(target.const);
  if (Array.isArray(target.enum)) return target.enum.some(isCompound);
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    Array.isArray(target[keyword]) ? target[keyword] : [],
  );
  if (type === undefined && branches.length > 0 && !properties) return branches.some(inner);
  const types: readonly unknown[] = type === undefined ? [] : Array.isArray(type) ? type : [type];
  if (types.length === 0 || types.includes('object')) return true;
  return types.includes('array') && items !== undefined && inner(items);
}

const isCompound = (value: unknown): boolean => typeof value === 'object' && value !== null;
