/**
 * The parameters of an operation as arguments.
 *
 * @module
 */
import type { BoundOperation, Parameter } from '../../document/model.ts';
import { whyNotRead } from '../server/parameters.ts';
import { contentOf, parameterSchema } from '../server/wire.ts';
import type { ParameterModel, SecuritySchemeModel } from './clientModel.ts';
import type { MethodArguments } from './methodArguments.ts';

const places = ['path', 'query', 'querystring', 'header', 'cookie'] as const;
type In = ParameterModel['in'];
const isIn = (place: string): place is In => places.some((each) => each === place);

const styles: Readonly<Record<In, readonly ParameterModel['style'][]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  querystring: ['form'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** Whether a parameter is the one by which a request is safe to be sent again. */
export const isIdempotencyKey = ({ name, in: place }: Parameter): boolean =>
  place === 'header' && /^(?:x-)?idempotency-key$/i.test(name);

/** Headers of the connection, which no caller can set (RFC 9110, section 7.6.1, and Fetch, section 2.2.2). */
const ofConnection =
  /^(?:connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/** Whether a parameter is a credential of the operation, which the client sends by itself. */
function isCredential(
  { in: place, name }: Parameter,
  { security }: BoundOperation,
  schemes: readonly SecuritySchemeModel[],
): boolean {
  const spelled = (text: string) => (place === 'header' ? text.toLowerCase() : text);
  return schemes.some(
    (scheme) =>
      scheme.type === 'apiKey' &&
      scheme.in === place &&
      spelled(scheme.parameter) === spelled(name) &&
      security.some((alternative) => Object.hasOwn(alternative, scheme.name)),
  );
}

/**
 * The parameters of an operation; those of the path have the first choice of names.
 *
 * @param schemes whose credentials are no arguments
 */
export function parameterModels(
  bound: BoundOperation,
  schemes: readonly SecuritySchemeModel[],
  names: MethodArguments,
  report: (rule: string, message: string) => void,
): ParameterModel[] {
  const known = bound.parameters.filter((parameter) => {
    if (isIdempotencyKey(parameter) || isCredential(parameter, bound, schemes)) return false;
    if (parameter.in === 'header' && ofConnection.test(parameter.name)) {
      report(
        'parameter-left-out',
        `The header "${parameter.name}" is not an argument: the connection sets it.`,
      );
      return false;
    }
    const place: string = parameter.in;
    const reason = isIn(place) ? whyNotRead(bound, parameter) : `\`in: ${place}\` is unknown`;
    if (reason === undefined) return true;
    // Headers that the client writes by itself are arguments of no method, which is as it should be.
    if (place !== 'header') {
      report(
        'parameter-left-out',
        `The parameter "${parameter.name}" is not an argument: ${reason}.`,
      );
    }
    return false;
  });
  const missing = templateNames(bound.path).filter(
    (name) => !known.some((each) => each.in === 'path' && each.name === name),
  );
  for (const name of missing) {
    report(
      'path-parameter-missing',
      `The path parameter "${name}" is not described. It is taken as a string.`,
    );
  }
  const added = missing.map(
    (name): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string' } }),
  );
  const all = [...known, ...added];
  const named = new Map(
    places.flatMap((place) =>
      all.flatMap((each) =>
        each.in === place ? [[each, names.add(each.name, place)] as const] : [],
      ),
    ),
  );
  return all.map((parameter): ParameterModel => {
    const place: string = parameter.in;
    const inside = isIn(place) ? place : 'query';
    const [usual = 'form'] = styles[inside];
    const style = styles[inside].find((each) => each === parameter.style) ?? usual;
    if (parameter.style !== undefined && parameter.style !== style) {
      report(
        'parameter-style',
        `The style "${parameter.style}" does not exist for a parameter in ${place}. "${parameter.name}" is written as "${style}".`,
      );
    }
    return {
      name: parameter.name,
      argument: named.get(parameter) ?? [],
      in: inside,
      required: inside === 'path' || parameter.required === true,
      schema: parameterSchema(parameter),
      description: parameter.description,
      deprecated: Reflect.get(parameter, 'deprecated') === true,
      style,
      explode: parameter.explode ?? (style === 'form' || style === 'cookie'),
      allowReserved: Reflect.get(parameter, 'allowReserved') === true,
      contentType: contentOf(parameter)?.type,
    };
  });
}

/** The names in the braces of a path, each once. */
export const templateNames = (path: string): string[] => [
  ...new Set([...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)),
];
