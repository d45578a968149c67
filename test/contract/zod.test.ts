/**
 * The generated Zod gives the same verdict as ajv on the contract: on every JSON body, every query,
 * path and form field, for values made from its schema, valid ones and ones broken in one place, as
 * a request would bring them. The values are seeded, so that a failure can be repeated.
 */
import {
  Contract,
  type JsonSchema,
  type Parameter,
  readDocument,
  resolve,
} from '@file-organizer/toolkit/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Generated, generated } from './generated.ts';
import { judgeOf, pointerTo } from './judge.ts';

const seed = 20_260_101;
const document = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const operations = [...new Contract(document).operations.values()];
const judge = judgeOf(document);

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const letters = [...'/abcXYZ019._- %"\\\n~é⚓🚢'];
const uuid = '0198c0de-7a11-7000-8000-00000000f001';

function stringsOf(schema: JsonSchema, random: () => number): string[] {
  const text = (length: number) =>
    Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
  const bounds = [schema.minLength, schema.maxLength].filter((each) => typeof each === 'number');
  const edges = bounds.flatMap((bound) =>
    [bound - 1, bound, bound + 1].flatMap((length) =>
      ['a', '🚢'].map((fill) => `/${fill.repeat(Math.max(0, length - 1))}`),
    ),
  );
  const plain = bounds.flatMap((bound) => ['a'.repeat(bound), 'a'.repeat(bound + 1)]);
  const formats = [uuid, uuid.toUpperCase(), `${uuid}0`, uuid.replace('-', ''), '2026-01-01'];
  const times = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5+02:00', '2026-02-30T00:00:00Z'];
  const named = Array.isArray(schema.enum)
    ? schema.enum.flatMap((v) => [v, `${v} `, `${v}`.toUpperCase()])
    : [];
  return [
    ...['', ' ', '/', 'a', '/a/b', '5', 'true', 'null', '\u0000', '🚢', '{}'],
    ...[...edges, ...plain, ...formats, ...times, ...named.map(String)],
    ...Array.from({ length: 12 }, () => text(1 + Math.floor(random() * 12))),
  ];
}

function numbersOf(schema: JsonSchema, random: () => number): number[] {
  const bounds = [schema.minimum, schema.maximum].filter((each) => typeof each === 'number');
  return [
    ...[0, 1, -1, 0.5, 1e3, 2 ** 31, Number.MAX_SAFE_INTEGER],
    ...bounds.flatMap((bound) => [bound - 1, bound - 0.5, bound, bound + 0.5, bound + 1]),
    ...Array.from({ length: 6 }, () => Math.floor(random() * 2000) - 500),
  ];
}

/** Values to try a schema with: some that it accepts, some that it does not. */
function valuesOf(pointer: string, written: JsonSchema, random: () => number): unknown[] {
  const schema = resolve<JsonSchema>(document, written);
  const values: unknown[] = [null, true, false, [], {}, [[]], [null], { a: 1 }];
  values.push(...stringsOf(schema, random), ...numbersOf(schema, random));
  if (schema.type === 'object') values.push(...objectsOf(pointer, schema, random));
  if (schema.type === 'array') values.push(...arraysOf(pointer, schema, random));
  return values;
}

/** Arrays of one item that is right, of the same twice, and of two. */
function arraysOf(pointer: string, schema: JsonSchema, random: () => number): unknown[][] {
  const place = schemaPointer(pointer, 'items');
  const items = valuesOf(place, schema.items as JsonSchema, random);
  const valid = [...new Set(items.filter((value) => judge(place, value)))];
  const [one, other] = valid;
  return valid.length === 0 ? [] : [[one], [one, one], [one, other]];
}

/** An object with all properties, and others that differ from it in one place. */
function objectsOf(pointer: string, schema: JsonSchema, random: () => number): object[] {
  const properties = Object.entries(schema.properties ?? {}) as [string, JsonSchema][];
  const tried = properties.map(([name, property]) => {
    const place = schemaPointer(pointer, 'properties', name);
    const values = valuesOf(place, property, random);
    return { name, values, valid: values.find((value) => judge(place, value)) };
  });
  const whole = Object.fromEntries(tried.map(({ name, valid }) => [name, valid]));
  const required = Object.fromEntries(
    Object.entries(whole).filter(([name]) => [schema.required].flat().includes(name)),
  );
  const without = (name: string) =>
    Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name));
  return [
    ...[whole, required, { ...whole, unknown: 1 }, { ...whole, '': null }],
    ...tried.map(({ name }) => without(name)),
    ...tried.flatMap(({ name, values }) => values.map((value) => ({ ...whole, [name]: value }))),
  ];
}

/** Where a schema inside another one is, with the reference before it followed. */
function schemaPointer(pointer: string, ...inside: readonly string[]): string {
  let place = pointer;
  for (;;) {
    const keys = place
      .split('/')
      .slice(1)
      .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
    const at = keys.reduce<unknown>(
      (part, key) => (part as Record<string, unknown>)[key],
      document,
    );
    const { $ref } = at as JsonSchema;
    if (!$ref) return `${place}${pointerTo(...inside)}`;
    place = $ref.slice(1);
  }
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
function textsOf(pointer: string, schema: JsonSchema, random: () => number): string[] {
  const scalars = valuesOf(pointer, schema, random).filter((value) => typeof value !== 'object');
  const odd = ['05', '+5', '5.0', '1e2', '5e-1', '0x10', ' 5', '5 ', '1,2', 'NaN', 'Infinity'];
  const words = ['TRUE', 'True', 'yes', 'undefined', '-0'];
  return [...new Set([...scalars.map(String), ...odd, ...words])];
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

describe('JSON bodies', () => {
  const bodies = operations.filter(({ requestBody }) => requestBody?.content['application/json']);
  it.each(bodies.map((bound) => [bound.id, bound] as const))('%s', async (_id, bound) => {
    const { path, method, parameters, requestBody } = bound;
    const pointer = pointerTo(
      ...['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'],
    );
    const schema = requestBody?.content['application/json']?.schema ?? {};
    const address = path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
      String(parameters.find((each) => each.name === name)?.example),
    );
    const verdicts: boolean[] = [];
    for (const value of valuesOf(pointer, schema, randomOf(seed))) {
      const body = JSON.stringify(value);
      const verdict = judge(pointer, JSON.parse(body));
      const headers = { 'Content-Type': 'application/json' };
      const answer = await made.request(address, { method: method.toUpperCase(), headers, body });
      expect(answer.status, `seed ${seed}: ${body}`).toBe(verdict ? 200 : 400);
      verdicts.push(verdict);
    }
    expectBoth(verdicts);
  });
});

describe('parameters', () => {
  const parameters = operations.flatMap((bound) =>
    bound.parameters.map(
      (parameter) => [`${bound.id} ${parameter.name}`, bound, parameter] as const,
    ),
  );

  it.each(parameters)('%s', async (_name, bound, parameter) => {
    const [pointer, schema] = placeOf(bound, parameter);
    const verdicts: boolean[] = [];
    for (const text of textsOf(pointer, schema, randomOf(seed))) {
      // An address cannot hold an empty segment, nor one that is a step.
      if (parameter.in === 'path' && ['', '.', '..'].includes(text)) continue;
      // Nor a header what is not a character of one, or begins or ends with a blank.
      if (parameter.in === 'header' && !/^$|^[!-~]([ -~]*[!-~])?$/.test(text)) continue;
      const value = readingOf(schema, text);
      const verdict = judge(pointer, value);
      const answer = await made.request(
        addressOf(bound, parameter, text),
        initOf(bound, parameter, text),
      );
      expect(answer.status, `seed ${seed}: ${JSON.stringify(text)}`).toBe(verdict ? 200 : 400);
      if (verdict) {
        const place = parameter.in === 'path' ? 'param' : parameter.in;
        const name = place === 'header' ? parameter.name.toLowerCase() : parameter.name;
        // The answer came as JSON, which has no -0.
        const read = Object.is(value, -0) ? 0 : value;
        expect(answer.value).toMatchObject({ [place]: { [name]: read } });
      }
      verdicts.push(verdict);
    }
    // Any text at all is a string, so there is nothing to refuse.
    if (isAnyString(schema)) expect(new Set(verdicts)).toEqual(new Set([true]));
    else expectBoth(verdicts);
  });

  type Bound = (typeof operations)[number];

  function placeOf(bound: Bound, parameter: Parameter): [string, JsonSchema] {
    const written = [
      bound.operation.parameters ?? [],
      document.paths[bound.path]?.parameters ?? [],
    ];
    const keys = [
      ['paths', bound.path, bound.method, 'parameters'],
      ['paths', bound.path, 'parameters'],
    ];
    for (const [list, each] of written.entries()) {
      const index = each.findIndex((one) => resolve<Parameter>(document, one) === parameter);
      if (index < 0) continue;
      const one = each[index];
      const place =
        one && '$ref' in one ? one.$ref.slice(1) : pointerTo(...(keys[list] ?? []), index);
      return [`${place}/schema`, resolve<JsonSchema>(document, parameter.schema ?? {})];
    }
    throw new Error(`There is no parameter ${parameter.name}`);
  }

  /** What goes with the address: a header as given, and the body that is needed. */
  function initOf({ method, requestBody }: Bound, parameter: Parameter, text: string): RequestInit {
    const json = requestBody?.content['application/json'];
    return {
      method: method.toUpperCase(),
      headers: {
        ...(json && { 'Content-Type': 'application/json' }),
        ...(parameter.in === 'header' && { [parameter.name]: text }),
      },
      ...(json && { body: JSON.stringify(json.example) }),
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
    const { path, method } = bound;
    const pointer = pointerTo(
      ...['paths', path, method, 'requestBody', 'content', 'multipart/form-data', 'schema'],
    );
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
      const verdict = judge(pointer, { ...content, ...fields });
      expect(forms[id]?.safeParse(fields).success, `seed ${seed}: ${JSON.stringify(fields)}`).toBe(
        verdict,
      );
      verdicts.push(verdict);
    };
    check({});
    check({ unknown: '' });
    for (const [name, property] of properties) {
      if (name in content) continue;
      for (const text of textsOf(
        schemaPointer(pointer, 'properties', name),
        property,
        randomOf(seed),
      )) {
        check({ [name]: text });
      }
    }
    expectBoth(verdicts);
  });
});
