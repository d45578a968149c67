/**
 * Small changes, each labelled with whether it breaks clients. They test the comparison, and measure it
 * against other tools.
 *
 * @module
 */
import type { Document } from '../../document/model.ts';
import type { RuleId } from '../index.ts';

/** A part of a document, as JSON. */
export type Json = Readonly<Record<string, unknown>>;

export type Case = {
  readonly name: string;
  /** Whether a client that was written for the old document can fail. */
  readonly breaking: boolean;
  /** All changes that are to be reported, beside those of documentation. */
  readonly rules: readonly RuleId[];
  readonly before: Json;
  readonly after: Json;
};

/** A document with one operation, `POST /a`. */
export const documentOf = (operation: Json = {}, rest: Json = {}): Json => ({
  openapi: '3.1.1',
  info: { title: 'Cases', version: '1.0.0' },
  paths: {
    '/a': { post: { operationId: 'a', responses: { 204: { description: 'Done' } }, ...operation } },
  },
  ...rest,
});

export const components = (schemas: Json): Json => ({ components: { schemas } });

/** A condition. Objects with a literal `then` are mistaken for promises by some tools. */
export const when = (test: Json, consequence: Json): Json =>
  Object.fromEntries([
    ['if', test],
    ['then', consequence],
  ]);

const json = (schema: unknown) => ({ 'application/json': { schema } });

/** An operation whose request body has a schema. */
export const taking = (schema: unknown): Json => ({
  requestBody: { required: true, content: json(schema) },
});

/** An operation whose response has a schema. */
export const giving = (schema: unknown): Json => ({
  responses: { 200: { description: 'OK', content: json(schema) } },
});

export type Pair = readonly [before: unknown, after: unknown];

/** A change of the schema of a request. */
export const request = (
  name: string,
  breaking: boolean,
  rules: readonly RuleId[],
  [before, after]: Pair,
  [old, now]: readonly [Json, Json] = [{}, {}],
): Case => ({
  ...{ name: `request: ${name}`, breaking, rules },
  before: documentOf(taking(before), components(old)),
  after: documentOf(taking(after), components(now)),
});

/** A change of the schema of a response. */
export const response = (
  name: string,
  breaking: boolean,
  rules: readonly RuleId[],
  [before, after]: Pair,
  [old, now]: readonly [Json, Json] = [{}, {}],
): Case => ({
  ...{ name: `response: ${name}`, breaking, rules },
  before: documentOf(giving(before), components(old)),
  after: documentOf(giving(after), components(now)),
});

/** A change of an operation. */
export const operation = (
  name: string,
  breaking: boolean,
  rules: readonly RuleId[],
  [before, after]: readonly [Json, Json],
  rest: Json = {},
): Case => ({
  ...{ name, breaking, rules },
  before: documentOf(before, rest),
  after: documentOf(after, rest),
});

/** A change outside of the operation. */
export const document = (
  name: string,
  breaking: boolean,
  rules: readonly RuleId[],
  [before, after]: readonly [Json, Json],
  one: Json = {},
): Case => ({
  ...{ name, breaking, rules },
  before: documentOf(one, before),
  after: documentOf(one, after),
});

/** A document of a case; some are invalid on purpose, which its type does not allow. */
export const documentOfCase = (written: Json): Document => written as unknown as Document;
