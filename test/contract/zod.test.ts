/**
 * The generated Zod gives the same verdict as ajv on the contract: on every schema, every JSON body,
 * every query, path, header and form field, for values made from its schema, valid ones and ones
 * broken in one place, as a request would bring them. The values are seeded, so that a failure can
 * be repeated.
 */
import {
  Contract,
  type JsonSchema,
  type Parameter,
  readDocument,
  resolve,
} from 'contract-first/contract';
import { Values } from 'contract-first/schema';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Generated,
  generated,
} from '../../packages/contract-first/src/generate/server/testing/generated.ts';

const seed = 20_260_101;
const document = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const operations = [...new Contract(document).operations.values()];
const values = new Values(document, seed);
const accepts = (schema: JsonSchema, value: unknown) => values.validator.accepts(schema, value);

const odd: readonly unknown[] = [
  ...[null, true, false, [], {}, [[]], [null], { a: 1 }],
  ...['', ' ', '/', 'a', '/a/b', '5', 'true', 'null', '\u0000', '🚢', '{}'],
  ...['0198c0de-7a11-7000-8000-00000000f001', '0198C0DE-7A11-7000-8000-00000000F001'],
  ...['0198c0de7a11-7000-8000-00000000f001', '2026-01-01', '2026-01-01T00:00:00.5+02:00'],
  ...[0, 1, -1, 0.5, 1e3, 2 ** 31, Number.MAX_SAFE_INTEGER],
];
/** How many valid values are made up for each schema. */
const MADE_UP = 20;

/** Values to try a schema with: some that it accepts, some that it does not. */
function valuesFor(schema: JsonSchema): unknown[] {
  return [
    ...odd,
    ...Array.from({ length: MADE_UP }, () => values.valid(schema)),
    ...[...values.edges(schema), ...values.broken(schema)].map(({ value }) => value),
    ...[true, false]
      .flatMap((byExample) => values.broken(schema, { byExample }))
      .map(({ value }) => value),
  ].filter((value) => value !== undefined);
}

/** What a text says by JSON, for a schema that does not want a text. */
function readingOf({ type }: JsonSchema, text: string): unknown {
  if (type === 'string' || text !== text.trim()) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === (type === 'integer' ? 'number' : type) ? value : text;
  } catch {
    return text;
  }
}

/** The texts that a parameter is tried with. */
function textsOf(schema: JsonSchema): string[] {
  const scalars = valuesFor(schema).filter((value) => typeof value !== 'object');
  const numbers = ['05', '+5', '5.0', '1e2', '5e-1', '0x10', ' 5', '5 ', '1,2', 'NaN', 'Infinity'];
  const words = ['TRUE', 'True', 'yes', 'undefined', '-0'];
  // Of characters that every place takes: made-up texts that are too long may have others.
  const { maxLength } = schema;
  const tooLong = typeof maxLength === 'number' ? ['x'.repeat(maxLength + 1)] : [];
  return [...new Set([...scalars.map(String), ...numbers, ...words, ...tooLong])];
}

let made: Generated;
beforeAll(async () => {
  made = await generated(document);
});

/** Both verdicts must have been given, or the values prove nothing. */
function expectBoth(verdicts: readonly boolean[]): void {
  expect(new Set(verdicts)).toEqual(new Set([true, false]));
}

const isAnyString = ({ type, description: _, ...rest }: JsonSchema): boolean =>
  type === 'string' && Object.keys(rest).length === 0;

describe('schemas', () => {
  const schemas = Object.entries(document.components?.schemas ?? {});
  it.each(schemas)('%s', (name, schema) => {
    const zod = made.module.schemas as Record<
      string,
      { safeParse(value: unknown): { success: boolean } }
    >;
    const verdicts: boolean[] = [];
    for (const value of valuesFor(schema)) {
      const verdict = accepts(schema, value);
      const answer = zod[name]?.safeParse(value).success;
      expect(answer, `seed ${seed}: ${JSON.stringify(value)}`).toBe(verdict);
      verdicts.push(verdict);
    }
    expectBoth(verdicts);
  });
});

describe('JSON bodies', () => {
  const bodies = operations.filter(({ requestBody }) => requestBody?.content['application/json']);
  it.each(bodies.map((bound) => [bound.id, bound] as const))('%s', async (_id, bound) => {
    const { path, method, parameters, requestBody } = bound;
    const schema = requestBody?.content['application/json']?.schema ?? {};
    const address = path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
      String(parameters.find((each) => each.name === name)?.example),
    );
    const verdicts: boolean[] = [];
    for (const value of valuesFor(schema)) {
      const body = JSON.stringify(value);
      const verdict = accepts(schema, JSON.parse(body));
      const headers = { 'Content-Type': 'application/json' };
      const answer = await made.request(address, { method: method.toUpperCase(), headers, body });
      expect(answer.status, `seed ${seed}: ${body}`).toBe(verdict ? 200 : 400);
      verdicts.push(verdict);
    }
    expectBoth(verdicts);
  });
});

/** What a handler gets the parameters of each place as. */
const places = { path: 'params', query: 'query', header: 'headers', cookie: 'cookies' } as const;

describe('parameters', () => {
  const parameters = operations.flatMap((bound) =>
    bound.parameters.map(
      (parameter) => [`${bound.id} ${parameter.name}`, bound, parameter] as const,
    ),
  );

  it.each(parameters)('%s', async (_name, bound, parameter) => {
    const schema = resolve<JsonSchema>(document, parameter.schema ?? {});
    const verdicts: boolean[] = [];
    for (const text of textsOf(schema)) {
      // An address cannot hold an empty segment, nor one that is a step.
      if (parameter.in === 'path' && ['', '.', '..'].includes(text)) continue;
      // Nor a header what is not a character of one, or begins or ends with a blank.
      if (parameter.in === 'header' && !/^$|^[!-~]([ -~]*[!-~])?$/.test(text)) continue;
      const value = readingOf(schema, text);
      const verdict = accepts(schema, value);
      const answer = await made.request(
        addressOf(bound, parameter, text),
        initOf(bound, parameter, text),
      );
      expect(answer.status, `seed ${seed}: ${JSON.stringify(text)}`).toBe(verdict ? 200 : 400);
      if (verdict) {
        const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
        // The answer came as JSON, which has no -0.
        const read = Object.is(value, -0) ? 0 : value;
        expect(answer.value).toMatchObject({ [places[parameter.in]]: { [name]: read } });
      }
      verdicts.push(verdict);
    }
    // Any text at all is a string, so there is nothing to refuse.
    if (isAnyString(schema)) expect(new Set(verdicts)).toEqual(new Set([true]));
    else expectBoth(verdicts);
  });

  type Bound = (typeof operations)[number];

  /** What goes with the address: a header as given, and the body that is needed. */
  /** The required headers and a body, with one header as given. */
  function initOf(bound: Bound, parameter: Parameter, text: string): RequestInit {
    const { method, parameters, requestBody } = bound;
    const content = requestBody?.content ?? {};
    const json = content['application/json'];
    const bytes = Object.keys(content).find((type) => !/json|multipart|\*/.test(type));
    const type = json ? 'application/json' : bytes;
    const required = parameters.filter((each) => each.in === 'header' && each.required);
    return {
      method: method.toUpperCase(),
      headers: {
        ...(type !== undefined && { 'Content-Type': type }),
        ...Object.fromEntries(required.map(({ name, example }) => [name, String(example)])),
        ...(parameter.in === 'header' && { [parameter.name]: text }),
      },
      ...(json ? { body: JSON.stringify(json.example) } : type !== undefined && { body: 'x' }),
    };
  }

  /** An address with one parameter as given, and of the others what is needed. */
  function addressOf(bound: Bound, parameter: Parameter, text: string): string {
    const path = bound.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) => {
      if (name === parameter.name) return encodeURIComponent(text);
      const other = bound.parameters.find((each) => each.name === name);
      return encodeURIComponent(String(other?.example));
    });
    const query = new URLSearchParams();
    for (const each of bound.parameters) {
      if (each.in === 'query' && each.required) query.set(each.name, String(each.example));
    }
    if (parameter.in === 'query') query.set(parameter.name, text);
    return `${path}?${query}`;
  }
});

describe('form fields', () => {
  const forms = operations.filter(({ requestBody }) => requestBody?.content['multipart/form-data']);

  it.each(forms.map((bound) => [bound.id, bound] as const))('%s', (id, bound) => {
    const schema = resolve<JsonSchema>(
      document,
      bound.requestBody?.content['multipart/form-data']?.schema ?? {},
    );
    const forms = made.module.formFields as Record<
      string,
      { safeParse(fields: object): { success: boolean } }
    >;
    const properties = Object.entries(schema.properties ?? {}) as [string, JsonSchema][];
    const files = properties.filter(([, { format }]) => format === 'binary');
    const content = Object.fromEntries(files.map(([name]) => [name, '']));
    const verdicts: boolean[] = [];
    const check = (fields: object) => {
      const verdict = accepts(schema, { ...content, ...fields });
      expect(forms[id]?.safeParse(fields).success, `seed ${seed}: ${JSON.stringify(fields)}`).toBe(
        verdict,
      );
      verdicts.push(verdict);
    };
    check({});
    check({ unknown: '' });
    for (const [name, property] of properties) {
      if (name in content) continue;
      for (const text of textsOf(resolve<JsonSchema>(document, property))) check({ [name]: text });
    }
    expectBoth(verdicts);
  });
});
