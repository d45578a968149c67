/**
 * Judges bodies of recorded traffic: JSON, forms and text.
 *
 * @module
 */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { essenceOf, isJson } from '../contract/contract.ts';
import { type FormPart, formParts, isForm } from '../contract/reading/formParts.ts';
import { fieldsOf } from '../contract/reading/forms.ts';
import type { Texts } from '../contract/reading/texts.ts';
import { REDACTED } from '../contract/redacted.ts';
import type { JsonSchema, MediaType } from '../document/model.ts';
import { valueAt } from '../document/tree.ts';
import type { SchemaCompiler } from '../schema/compiler.ts';
import type { Body, HarField } from './har.ts';
import { maskedName, maskedPointer } from './masked.ts';
import type { Unjudged } from './rules.ts';

/** The schemas of a direction: as written for what is invalid, closed for what is undocumented. */
export type DirectionSchemas = { readonly open: SchemaCompiler; readonly closed: SchemaCompiler };

/** A part of a body that is not as documented, or why it is not judged. */
export type BodyVerdict =
  | { readonly isDocumented: boolean; readonly pointer: string; readonly message: string }
  | { readonly unjudged: Unjudged };

export type JudgedBody = {
  /** With its parameters. */
  readonly contentType: string;
  readonly media: MediaType;
  readonly body: Body;
};

export async function* judgedBody(
  texts: Texts,
  schemas: DirectionSchemas,
  { contentType, media, body }: JudgedBody,
): AsyncGenerator<BodyVerdict> {
  if ('missing' in body) {
    const isRemoved = body.missing === 'removed';
    yield { unjudged: isRemoved ? 'body removed from the recording' : 'body not readable' };
    return;
  }
  const type = essenceOf(contentType);
  const { schema } = media;
  if (isForm(type)) {
    yield* formVerdicts(texts, schemas, { contentType, media, body });
  } else if ('fields' in body) {
    yield { unjudged: 'body not readable' };
  } else if (isJson(type)) {
    if (schema) yield* jsonVerdicts(schemas, schema, body);
  } else if (schema && type.startsWith('text/') && type !== 'text/event-stream') {
    if (body.isShort) yield { unjudged: 'body truncated' };
    else yield* valueVerdicts(schemas, schema, texts.whole(schema, body.bytes.toString('utf8')));
  } else if (schema || media.itemSchema) {
    yield { unjudged: 'body of a media type that is not compared' };
  }
}

function* jsonVerdicts(
  schemas: DirectionSchemas,
  schema: JsonSchema,
  { bytes, isShort }: Extract<Body, { readonly bytes: Buffer }>,
): Generator<BodyVerdict> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    yield isShort
      ? { unjudged: 'body truncated' }
      : { isDocumented: true, pointer: '', message: 'is not JSON' };
    return;
  }
  yield* valueVerdicts(schemas, schema, value);
}

async function* formVerdicts(
  texts: Texts,
  schemas: DirectionSchemas,
  { contentType, media, body }: JudgedBody,
): AsyncGenerator<BodyVerdict> {
  if ('missing' in body) return;
  if ('bytes' in body && body.isShort) {
    yield { unjudged: 'body truncated' };
    return;
  }
  const parts =
    'fields' in body
      ? body.fields.map(partOf)
      : await formParts(contentType, new Uint8Array(body.bytes));
  if (!parts) {
    yield { isDocumented: true, pointer: '', message: 'is not a form' };
    return;
  }
  const { values, wrongTypes } = await fieldsOf(texts, media, parts);
  for (const { pointer } of wrongTypes) {
    const message = 'has a media type that its encoding does not list';
    yield { isDocumented: true, pointer: maskedPointer(pointer.slice('#/body'.length)), message };
  }
  if (media.schema) yield* valueVerdicts(schemas, media.schema, values);
}

/** A field as browsers record it, without the bytes of files. */
const partOf = ({ name, value, fileName, contentType }: HarField): FormPart => [
  name,
  fileName === undefined ? value : new File([value], fileName, { type: contentType ?? '' }),
];

function* valueVerdicts(
  { open, closed }: DirectionSchemas,
  schema: JsonSchema,
  value: unknown,
): Generator<BodyVerdict> {
  const validate = open.compile(schema);
  if (!validate(value)) {
    const errors = validate.errors ?? [];
    const own = errors.filter((error) => !isRedacted(value, error));
    if (own.length < errors.length) yield { unjudged: 'redacted value' };
    for (const { instancePath, keyword, message = 'is not valid' } of own) {
      // What is around a fault repeats it.
      if (['anyOf', 'oneOf', 'if'].includes(keyword) && errors.length > 1) continue;
      const text = keyword === 'false schema' ? 'must not be present' : message;
      yield { isDocumented: true, pointer: maskedPointer(instancePath), message: text };
    }
    return;
  }
  const exact = closed.compile(schema);
  if (exact(value)) return;
  for (const { instancePath, params } of exact.errors ?? []) {
    const name: unknown = params.additionalProperty ?? params.unevaluatedProperty;
    if (typeof name !== 'string') continue;
    const pointer = `${maskedPointer(instancePath)}/${maskedName(name)}`;
    yield { isDocumented: false, pointer, message: 'not documented' };
  }
}

/** Whether an error is about what stands for a secret. */
const isRedacted = (value: unknown, { instancePath }: ErrorObject): boolean =>
  (instancePath === '' ? value : valueAt(value, `#${instancePath}`)) === REDACTED;
