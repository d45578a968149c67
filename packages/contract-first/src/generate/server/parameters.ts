import { isJson } from '../../contract/mediaTypes.ts';
import {
  type BoundOperation,
  type Document,
  isSchema,
  type Parameter,
} from '../../document/model.ts';
import { isToken } from '../../document/securitySchemes.ts';
import { targetOf } from '../../document/targets.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';
import type { Scope } from './scope.ts';
import { Code } from './source.ts';
import { contentOf, isObjectParameter, nameOf, parameterSchema } from './wire.ts';
import { presence } from './zod.ts';

export { nameOf };

/**
 * Writes the Zod schema of a parameter. What comes in is text, unless its content is JSON, so a number,
 * boolean or array is first read from the text (OpenAPI 3.1.1, section 4.8.12).
 */
export function parameterOf(parameter: Parameter, scope: Scope): Code {
  const { schema: _, content, required, ...rest } = parameter;
  const schema = parameterSchema(parameter);
  const { type = '' } = contentOf(parameter) ?? {};
  const isText = !isJson(type);
  const value = presence(schema, rest.in === 'path' || required === true, {
    ...scope,
    ...(isText && { text: () => scope.helper('arrayFromText') }),
  });
  // The kit documents it as it is written.
  if (isAsWritten(parameter, scope)) return value;
  // zod-to-openapi would give the parameter the description of its schema.
  const isDescribed = rest.description === undefined && hasDescription(scope.document, schema);
  const notes = {
    ...rest,
    name: nameOf(parameter),
    // It would also call a parameter optional that may be null.
    ...(required && (rest.in !== 'path' || mayBeNull(scope.document, schema)) && { required }),
    ...(isDescribed && { description: '' }),
  };
  return value.call('openapi', Code.value({ param: notes }));
}

/** Whether null is among the values of a schema. */
const mayBeNull = (document: Document, schema: unknown): boolean =>
  isSchema(schema) && possibleTypes(document, schema).has('null');

/** Whether a schema, or one that it refers to for the same value, has a description. */
function hasDescription(document: object, schema: unknown): boolean {
  const pending = [schema];
  const entered = new Set<unknown>();
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (!isSchema(each) || entered.has(each)) continue;
    entered.add(each);
    if (each.description !== undefined) return true;
    if (typeof each.$ref === 'string') pending.push(targetOf(document, each.$ref));
    if (Array.isArray(each.allOf)) pending.push(...each.allOf);
  }
  return false;
}

/** Whether zod-to-openapi could not document a parameter: it would read it off the Zod schema. */
export const isAsWritten = (parameter: Parameter, { document }: Scope): boolean =>
  parameter.content !== undefined ||
  !['path', 'query', 'header', 'cookie'].includes(parameter.in) ||
  isObjectParameter(document, parameter);

/** The parameters of some places, without those that cannot be read or sent. */
export const parametersIn = (
  bound: Pick<BoundOperation, 'path' | 'parameters'>,
  ...places: readonly string[]
): Parameter[] =>
  bound.parameters.filter(
    (parameter) => places.includes(parameter.in) && whyNotRead(bound, parameter) === undefined,
  );

/** Headers whose descriptions as parameters are ignored (OpenAPI 3.1.1, section 4.8.12.2). */
const ignored = new Set(['accept', 'content-type', 'authorization']);

/** Why a parameter is not read; undefined if it is. */
export function whyNotRead(
  { path }: Pick<BoundOperation, 'path'>,
  { in: place, name }: Parameter,
): string | undefined {
  if (place === 'path') {
    const [sent = ''] = path.split('#');
    if (!path.includes(`{${name}}`)) return `the path has no {${name}}`;
    if (!sent.includes(`{${name}}`)) return 'it is in a fragment, which is never sent';
  }
  if (place !== 'header') return undefined;
  if (name === '') return 'it has no name';
  if (!isToken(name)) return 'no header can have that name';
  return ignored.has(name.toLowerCase())
    ? 'OpenAPI describes it by media types and security schemes'
    : undefined;
}
