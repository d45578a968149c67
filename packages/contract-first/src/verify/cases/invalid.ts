import {
  type BoundOperation,
  isJson,
  isSchema,
  type JsonSchema,
  type Parameter,
} from '../../contract/index.ts';
import { essenceOf } from '../../contract/mediaTypes.ts';
import { flatten, propertiesOf, typesOf } from '../../schema/flatten.ts';
import { isConvertible } from '../convertible.ts';
import type { Case, CaseKind, Inputs, WireRequest } from '../exchange.ts';
import { freeParameters, type Sources, schemaOf } from '../inputs.ts';
import { serialized } from '../parameters.ts';
import { isBrokenAsText, toWire } from '../wire.ts';

type Broken = Pick<Case, 'kind' | 'what' | 'request' | 'inputs' | 'isConvertible'>;

const caseOf = (kind: CaseKind, what: string, request: WireRequest): Broken => ({
  ...{ kind, what, request },
});

/** Requests with one thing wrong: in a parameter, in the body, or with its media type. */
export function* invalidCases(
  operation: BoundOperation,
  plain: Inputs,
  sources: Sources,
): Generator<Broken> {
  const { document } = sources;
  for (const { what, ...broken } of brokenParameters(operation, plain, sources)) {
    const request = toWire(document, operation, broken.inputs);
    if (!request) continue;
    yield { ...caseOf('invalid', what, request), ...broken };
  }
  const { body } = plain;
  const { requestBody } = operation;
  if (!body || !requestBody) return;
  const right = toWire(document, operation, plain);
  if (!right) return;
  const { 'Content-Type': _type, ...others } = right.headers;
  // Of bytes and texts, none are a body as well.
  const takesBytes = Object.keys(requestBody.content).some((type) => !/json|form/.test(type));
  if (requestBody.required && !takesBytes) {
    yield caseOf('invalid', 'no body', { ...right, headers: others, body: undefined });
  }
  if (!Object.keys(requestBody.content).some((type) => type.includes('*'))) {
    const headers = { ...right.headers, 'Content-Type': 'application/x-unknown' };
    // An empty body is none, of whatever type.
    const isSent = requestBody.required || (right.body?.byteLength ?? 0) > 0;
    if (isSent && !('application/octet-stream' in requestBody.content)) {
      yield caseOf('other media type', 'body of an unknown media type', { ...right, headers });
    }
  }
  if (isJson(essenceOf(body.mediaType))) {
    const text = Buffer.from(right.body ?? '').toString();
    const cut = new TextEncoder().encode(`${text.slice(0, -1)},`);
    yield caseOf('invalid', 'body that is not JSON', { ...right, body: cut });
  }
  for (const [what, value] of brokenBodies(operation, body, sources)) {
    const inputs = { ...plain, body: { ...body, value } };
    const request = toWire(document, operation, inputs);
    // An empty body is none, which is valid if none is required.
    const isEmpty = !requestBody.required && request?.body?.byteLength === 0;
    if (!request || isEmpty) continue;
    const schema = requestBody.content[body.mediaType]?.schema ?? {};
    yield {
      ...caseOf('invalid', `body ${what}`, request),
      inputs,
      isConvertible: isConvertible(sources.values.validator, schema, value),
    };
  }
}

function* brokenParameters(
  operation: BoundOperation,
  plain: Inputs,
  { document, values }: Sources,
): Generator<{ readonly what: string; readonly inputs: Inputs; readonly isConvertible: boolean }> {
  const context = { document, validator: values.validator };
  for (const parameter of freeParameters(operation, document)) {
    const { in: place, name } = parameter;
    const schema = schemaOf(parameter);
    const { [name]: _removed, ...others } = plain[place];
    const isSpread = isSpreadObject(parameter, flatten(document, schema));
    // An empty object of which each property has its own name is written as nothing.
    const mayBeEmpty = isSpread && values.validator.accepts(schema, {});
    if (parameter.required && place !== 'path' && !mayBeEmpty) {
      yield {
        what: `${place} without "${name}"`,
        inputs: { ...plain, [place]: others },
        isConvertible: false,
      };
    }
    const flat = flatten(document, schema);
    if (parameter.style === 'deepObject' && flat.additionalProperties === false) {
      const known = plain[place][name];
      const value = { ...(isSchema(known) ? known : {}), unexpected: 1 };
      yield {
        what: `${place} ${name} with a property that is not allowed`,
        inputs: { ...plain, [place]: { ...others, [name]: value } },
        isConvertible: false,
      };
    }
    const seen = new Set<string>();
    for (const { value, what } of values.broken(schema)) {
      const texts = serialized(parameter, value);
      const text = JSON.stringify(texts);
      if (!texts || seen.has(text) || !isBrokenAsText(context, schema, value)) continue;
      if (isSpread) continue;
      seen.add(text);
      yield {
        what: `${place} ${name} ${what}`,
        inputs: { ...plain, [place]: { ...others, [name]: value } },
        isConvertible: isConvertible(values.validator, schema, value),
      };
    }
  }
}

/**
 * Whether a parameter stands in the query as the properties of an object, under their own names. What is
 * no object would be under the parameter's name, which is then that of another parameter.
 */
const isSpreadObject = (
  { in: place, content, style = 'form', explode = style === 'form' }: Parameter,
  schema: JsonSchema,
): boolean =>
  (place === 'query' || place === 'cookie') &&
  !content &&
  style === 'form' &&
  explode &&
  typesOf(schema).includes('object');

function brokenBodies(
  operation: BoundOperation,
  { mediaType }: NonNullable<Inputs['body']>,
  { document, values }: Sources,
): (readonly [what: string, value: unknown])[] {
  const schema = operation.requestBody?.content[mediaType]?.schema ?? {};
  const broken = values.broken(schema, { byExample: true });
  if (isJson(essenceOf(mediaType))) return broken.map(({ value, what }) => [what, value]);
  const isForm = /form/.test(mediaType);
  if (!isForm) return [];
  // In a form all is text, of one level.
  const flat = flatten(document, schema);
  return broken
    .filter(({ value }) => isBrokenForm(flat, value))
    .map(({ value, what }) => [what, value]);

  function isBrokenForm(form: JsonSchema, value: unknown): boolean {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const properties = new Map(propertiesOf(form));
    // No text stands for null, so such a field is left out; any other one of an alternative is a text.
    const sent = Object.entries(value).flatMap(([name, each]) => {
      if (each === null) return [];
      if (properties.has(name) || typeof each === 'string') return [[name, each]];
      return [[name, typeof each === 'object' ? JSON.stringify(each) : String(each)]];
    });
    if (values.validator.accepts(schema, Object.fromEntries(sent))) return false;
    return Object.entries(value).every(([name, each]) => {
      const property = properties.get(name);
      // One that is not known, or one that is right, is broken by something else.
      if (!property || values.validator.accepts(property, each)) return true;
      return isBrokenAsText({ document, validator: values.validator }, property, each);
    });
  }
}
