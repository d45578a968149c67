/** Whatever a document calls its operations, tags, parameters and properties. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isReserved } from './assignNames.ts';
import { readClient } from './readClient.ts';
import { documentOf, methodsOf, ok } from './testing/clientDocument.ts';
import { squashed } from './words.ts';

const words = [
  'pet',
  'pets',
  'list',
  'get',
  'constructor',
  'then',
  '__proto__',
  'a_b',
  'aB',
  'ABs',
  'v1',
  '用户',
  '2fa',
  'für',
  '',
];
const name = fc.oneof(
  fc.constantFrom(...words),
  fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 })
    .chain((parts) =>
      fc
        .constantFrom('', '.', '/', '_', '-', ' ', ':', '#')
        .map((separator) => parts.join(separator)),
    ),
  fc.string({ maxLength: 12 }),
);
const path = fc
  .array(
    fc.oneof(
      name,
      name.map((each) => `{${each.replace(/[{}/]/g, '')}}`),
    ),
    { maxLength: 5 },
  )
  .map((parts) => `/${parts.map((each) => each.replaceAll('/', '')).join('/')}`);
const field = fc.record({ name, in: fc.constantFrom('query', 'header', 'cookie', 'path') });
const operation = fc
  .record({
    operationId: fc.option(name, { nil: undefined }),
    tags: fc.array(name, { maxLength: 2 }),
    parameters: fc.array(field, { maxLength: 4 }),
    properties: fc.uniqueArray(name, { maxLength: 4 }),
  })
  .map(({ operationId, tags, parameters, properties }) => ({
    ...(operationId !== undefined && { operationId }),
    tags,
    parameters: parameters.map((each) => ({
      ...each,
      required: each.in === 'path',
      schema: { type: 'string' },
    })),
    requestBody: {
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: Object.fromEntries(properties.map((each) => [each, {}])),
          },
        },
      },
    },
    responses: ok({ type: 'object' }),
  }));
const method = fc.constantFrom('get', 'post', 'put', 'delete', 'patch');
const document = fc
  .uniqueArray(fc.tuple(path, fc.dictionary(method, operation, { minKeys: 1, maxKeys: 3 })), {
    selector: ([key]) => key,
    maxLength: 6,
  })
  .map((items) => documentOf(Object.fromEntries(items)));

it('gives each operation a name of its own, which every language can have', () => {
  fc.assert(
    fc.property(document, (given) => {
      const client = readClient(given);
      const methods = methodsOf(client);
      const count = Object.values(given.paths).flatMap((item) => Object.keys(item)).length;
      expect(methods).toHaveLength(count);
      const places = methods.map(({ resource, name: own }) =>
        [...resource, own].map(squashed).join('.'),
      );
      expect(new Set(places).size).toBe(count);
      expect(methods.filter(isReserved)).toEqual([]);
      // No resource has the name of a method.
      const inside = places.flatMap((place) =>
        place.split('.').map((_, at, all) => all.slice(0, at).join('.')),
      );
      expect(places.filter((place) => inside.includes(place))).toEqual([]);
      const all = methods.flatMap(({ resource, name: own }) => [...resource, own]).flat();
      expect(all.every((word) => /^(?:\p{L}[\p{L}\d]*|\d+)$/u.test(word))).toBe(true);
    }),
  );
});

it('gives each argument a name of its own', () => {
  fc.assert(
    fc.property(document, (given) => {
      for (const { parameters, body } of methodsOf(readClient(given))) {
        const [first] = body?.alternatives ?? [];
        const fields = first?.fields ?? (first ? [first] : []);
        const names = [...parameters, ...fields].map(({ argument }) => squashed(argument));
        expect(new Set(names).size).toBe(names.length);
        expect(names.every((each) => /^\p{L}[\p{L}\d]*$/u.test(each))).toBe(true);
      }
    }),
  );
});

it('keeps all names when an operation is added', () => {
  fc.assert(
    fc.property(document, fc.nat(), (given, at) => {
      const paths = Object.keys(given.paths);
      const { [paths[at % Math.max(1, paths.length)] ?? '']: _, ...fewer } = given.paths;
      const before = readClient({ ...given, paths: fewer });
      expect(readClient(given, { known: before.names }).names).toMatchObject(before.names);
    }),
  );
});
