/**
 * Turns ajv's errors into issues as Zod has them, so that both get the same messages.
 *
 * @module
 */
import type { ErrorObject } from 'ajv/dist/2020.js';

/** Keywords whose errors follow those of their alternatives, which say less to a reader. */
const summaries = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);

/** The issues of a value, from ajv's errors; ajv must be `verbose`. */
export function issuesOf(errors: readonly ErrorObject[], value: unknown): object[] {
  const told: ErrorObject[] = [];
  for (const error of errors) {
    if (summaries.has(error.keyword)) {
      const isInside = ({ instancePath }: ErrorObject) =>
        instancePath === error.instancePath || instancePath.startsWith(`${error.instancePath}/`);
      const first = told.findIndex(isInside);
      // ajv appends the errors of alternatives right before the one that sums them up.
      while (first >= 0 && told.length > first && isInside(told[told.length - 1] ?? error)) {
        told.pop();
      }
    }
    told.push(error);
  }
  // The error of what follows the condition is there as well.
  const [plain, conditions] = [
    told.filter(({ keyword }) => keyword !== 'if'),
    told.filter(({ keyword }) => keyword === 'if'),
  ];
  return (plain.length > 0 ? plain : conditions).map((error) => issueOf(error, value));
}

function issueOf(error: ErrorObject, value: unknown): object {
  const { keyword, params, data } = error;
  const path = pathOf(error.instancePath, value);
  const issue = (code: string, rest: object) => ({ code, path, input: data, ...rest });
  const custom = (message: string, ...keys: readonly string[]) => ({
    ...{ code: 'custom', message, input: data },
    path: [...path, ...keys],
  });
  switch (keyword) {
    case 'type':
      return Array.isArray(params.type)
        ? custom(`Must be of type ${params.type.join(' or ')}`)
        : issue('invalid_type', { expected: params.type === 'integer' ? 'int' : params.type });
    case 'required':
    case 'dependentRequired':
      return custom('Is required', params.missingProperty);
    case 'additionalProperties':
      return custom('Unknown field', params.additionalProperty);
    case 'unevaluatedProperties':
      return custom('Unknown field', params.unevaluatedProperty);
    case 'propertyNames':
      return custom('Is not an allowed name', params.propertyName);
    case 'false schema':
      return custom('Must not be present');
    case 'minimum':
    case 'minLength':
    case 'minItems':
    case 'minProperties':
    case 'exclusiveMinimum':
      return issue('too_small', {
        origin: originOf(keyword),
        minimum: params.limit,
        inclusive: keyword !== 'exclusiveMinimum',
      });
    case 'maximum':
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
    case 'exclusiveMaximum':
      return issue('too_big', {
        origin: originOf(keyword),
        maximum: params.limit,
        inclusive: keyword !== 'exclusiveMaximum',
      });
    case 'multipleOf':
      return issue('not_multiple_of', { divisor: params.multipleOf });
    case 'pattern':
      return issue('invalid_format', { format: 'regex', pattern: `/${params.pattern}/` });
    case 'format':
      return issue('invalid_format', { format: params.format });
    case 'uniqueItems':
      return custom('Must not have an item twice');
    case 'const':
      return custom(`Must be ${JSON.stringify(params.allowedValue)}`);
    case 'enum':
      return custom(`Must be one of ${params.allowedValues.map(shown).join(', ')}`);
    case 'anyOf':
      return custom('Must match one of the alternatives');
    case 'oneOf':
      return custom('Must match exactly one of the alternatives');
    case 'contains':
      return custom(
        params.maxContains === undefined
          ? `Must contain at least ${params.minContains} of the required items`
          : `Must contain ${params.minContains} to ${params.maxContains} of the required items`,
      );
    case 'not':
      return custom('Is not allowed');
    case 'unevaluatedItems':
    case 'items':
    case 'additionalItems':
      return custom('Must not have more items');
    default:
      return custom(`Must match "${keyword}" of its schema`);
  }
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

function originOf(keyword: string): string {
  if (keyword.endsWith('Length')) return 'string';
  if (keyword.endsWith('Items')) return 'array';
  return keyword.endsWith('Properties') ? 'object' : 'number';
}

/** The keys that a JSON pointer leads along in a value (RFC 6901); those of arrays are numbers. */
function pathOf(pointer: string, value: unknown): (string | number)[] {
  let at = value;
  return pointer
    .split('/')
    .slice(1)
    .map((token) => {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
      const key = Array.isArray(at) ? Number(name) : name;
      at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
      return key;
    });
}
