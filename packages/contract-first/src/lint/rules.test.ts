import { lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { strictest as config, limitHeaders, soundDocument } from './testing/soundDocument.ts';

type SoundDocument = ReturnType<typeof soundDocument>;
type Operation = SoundDocument['paths']['/birds/{bird_id}']['put'];
type Schemas = SoundDocument['components']['schemas'];
type Case = {
  readonly rule: string;
  readonly when: string;
  readonly broken: (operation: Operation, schemas: Schemas, document: SoundDocument) => void;
};

const faults: Case[] = [
  {
    rule: 'contract/example-present',
    when: 'a success has no example',
    broken: ({ responses }) =>
      Reflect.deleteProperty(responses[200].content['application/json'], 'example'),
  },
  {
    rule: 'contract/example-present',
    when: 'an error has no example',
    broken: ({ responses }) =>
      Reflect.deleteProperty(responses[400].content['application/problem+json'], 'example'),
  },
  {
    rule: 'contract/example-present',
    when: 'the list of examples is empty',
    broken: ({ responses }) => {
      responses[400].content = {
        'application/problem+json': Object.assign(
          responses[400].content['application/problem+json'],
          {
            example: undefined,
            examples: {},
          },
        ),
      };
    },
  },
  {
    rule: 'contract/header-example-valid',
    when: 'the example of a header is of another type',
    broken: ({ responses }) =>
      Object.assign(responses[429].headers['Retry-After'], { example: 'soon' }),
  },
  {
    rule: 'contract/header-example-valid',
    when: 'one of the examples of a header does not fit a schema that is referred to',
    broken: ({ responses }, schemas) => {
      Object.assign(schemas, { Seconds: { type: 'integer', minimum: 1 } });
      Object.assign(responses[429].headers, {
        'Retry-After': {
          schema: { type: 'array', items: { $ref: '#/components/schemas/Seconds' } },
          examples: { good: { value: [1] }, bad: { value: [0] } },
        },
      });
    },
  },
  {
    rule: 'contract/no-free-keys',
    when: 'a schema allows any further key',
    broken: (_, { Bird }) => Object.assign(Bird, { additionalProperties: true }),
  },
  {
    rule: 'contract/no-free-keys',
    when: 'a nested schema is a map',
    broken: (_, { Nest }) =>
      Object.assign(Nest.properties, {
        eggs: { type: ['object', 'null'], additionalProperties: { type: 'integer' } },
      }),
  },
  {
    rule: 'contract/no-free-keys',
    when: 'keys are matched by a pattern',
    broken: (_, { Bird }) =>
      Object.assign(Bird, { patternProperties: { '^a': { type: 'string' } } }),
  },
  {
    rule: 'contract/no-free-keys',
    when: 'an object in a choice names no properties',
    broken: (_, { Bird }) =>
      Object.assign(Bird.properties, { song: { anyOf: [{ type: 'object' }, { type: 'null' }] } }),
  },
  {
    rule: 'contract/no-free-keys',
    when: 'only the request has a map',
    broken: ({ requestBody }) =>
      Object.assign(requestBody.content['application/json'], {
        schema: { type: 'object', additionalProperties: { type: 'string' } },
      }),
  },
  {
    rule: 'contract/refusal-listed',
    when: 'an operation with a body cannot refuse it',
    broken: ({ responses }) => Reflect.deleteProperty(responses, 400),
  },
  {
    rule: 'contract/problem-json',
    when: 'an error is plain JSON',
    broken: ({ responses }) =>
      Object.assign(responses[400], { content: { 'application/json': { example: {} } } }),
  },
  {
    rule: 'contract/problem-json',
    when: 'an error may be a problem or something else',
    broken: ({ responses }) =>
      Object.assign(responses[400].content, { 'text/plain': { example: 'No' } }),
  },
  {
    rule: 'contract/problem-json',
    when: 'an error has no body',
    broken: ({ responses }) => Reflect.deleteProperty(responses[400], 'content'),
  },
  {
    rule: 'contract/property-name-case',
    when: 'a property is in camelCase',
    broken: (_, { Nest }) => Object.assign(Nest.properties, { eggCount: { type: 'integer' } }),
  },
  {
    rule: 'contract/property-name-case',
    when: 'a property has a digit after an underscore',
    broken: (_, { Bird }) => Object.assign(Bird.properties, { ring_2: { type: 'string' } }),
  },
  {
    rule: 'contract/property-name-case',
    when: 'a parameter of the query is in camelCase',
    broken: ({ parameters }) => {
      parameters.push({
        name: 'dryRun',
        in: 'query',
        required: false,
        schema: { type: 'boolean' },
      });
    },
  },
  {
    rule: 'contract/rate-limit-declared',
    when: 'the policy is not declared',
    broken: (operation) => Object.assign(operation, { 'x-rate-limit': 'bees' }),
  },
  {
    rule: 'contract/rate-limit-declared',
    when: 'no policies are declared',
    broken: (_, __, document) => Reflect.deleteProperty(document, 'x-rate-limits'),
  },
  {
    rule: 'contract/rate-limit-headers',
    when: 'there is no 429',
    broken: ({ responses }) => Reflect.deleteProperty(responses, 429),
  },
  ...[...limitHeaders, 'Retry-After'].map((name) => ({
    rule: 'contract/rate-limit-headers',
    when: `the 429 has no ${name}`,
    broken: ({ responses }: Operation) => Reflect.deleteProperty(responses[429].headers, name),
  })),
  ...limitHeaders.map((name) => ({
    rule: 'contract/rate-limit-headers',
    when: `the success has no ${name}`,
    broken: ({ responses }: Operation) => Reflect.deleteProperty(responses[200].headers, name),
  })),
  {
    rule: 'contract/ambiguous-paths',
    when: 'another path can match the same request',
    broken: (operation, _, document) => {
      Object.assign(document.paths, pathsOf(operation, { type: 'string' }));
    },
  },
  {
    rule: 'contract/ref-siblings',
    when: 'a keyword next to a reference has no effect',
    broken: ({ responses }, _, document) => {
      document.openapi = '3.0.4';
      Reflect.deleteProperty(document.info.license, 'identifier');
      Object.assign(responses[200].content['application/json'].schema, { minProperties: 1 });
    },
  },
  {
    rule: 'contract/scheme-declared',
    when: 'an operation needs an unknown scheme',
    broken: (operation) => Object.assign(operation, { security: [{ Lock: [] }] }),
  },
  {
    rule: 'contract/success-listed',
    when: 'an operation lists failures only',
    broken: ({ responses }) => Reflect.deleteProperty(responses, 200),
  },
  {
    rule: 'contract/scope-declared',
    when: 'an operation needs an unknown scope',
    broken: (operation) => Object.assign(operation, { security: [{ Key: ['birds:eat'] }] }),
  },
  {
    rule: 'contract/scope-declared',
    when: 'the whole document needs an unknown scope',
    broken: (_, __, document) => Object.assign(document, { security: [{ Key: ['birds:eat'] }] }),
  },
];

const sound: Omit<Case, 'rule'>[] = [
  { when: 'nothing is changed', broken: () => {} },
  {
    when: 'the type of a parameter tells paths apart',
    broken: (operation, _, { paths }) =>
      Object.assign(paths, pathsOf(operation, { type: 'integer' })),
  },
  {
    when: 'methods tell paths apart',
    broken: (operation, _, { paths }) => {
      const [[path, { put }] = ['', { put: operation }]] = Object.entries(
        pathsOf(operation, { type: 'string' }),
      );
      Object.assign(paths, { [path]: { post: put } });
    },
  },
  {
    when: 'a description and an extension are next to a reference of OpenAPI 3.0',
    broken: ({ responses }, _, document) => {
      document.openapi = '3.0.4';
      Reflect.deleteProperty(document.info.license, 'identifier');
      const next = { description: 'A bird', 'x-order': 1 };
      Object.assign(responses[200].content['application/json'].schema, next);
    },
  },
  {
    when: 'an operation switches protocols or redirects',
    broken: ({ responses }) => {
      Reflect.deleteProperty(responses, 200);
      Object.assign(responses, { 101: { description: 'Upgraded' } });
    },
  },
  {
    when: 'an operation needs no credentials',
    broken: (operation) => Reflect.deleteProperty(operation, 'security'),
  },
  {
    when: 'an extension of another tool has the name of ours',
    broken: (operation, _, document) => {
      Object.assign(document, { 'x-scopes': 'see the manual' });
      Object.assign(operation, { security: [{ Key: ['birds:eat'] }] });
    },
  },
  {
    when: 'names are no identifiers',
    broken: ({ parameters }) => {
      for (const name of ['createdAt[from]', '$topMost']) {
        parameters.push({ name, in: 'query', required: false, schema: { type: 'string' } });
      }
    },
  },
  {
    when: 'the schema of a header is too large to be written in place',
    broken: ({ responses }, schemas) => {
      const wide = ($ref: string) => ({ one: { $ref }, two: { $ref }, six: { $ref } });
      for (let at = 0; at < 20; at++) {
        const next = `#/components/schemas/Wide${at + 1}`;
        Object.assign(schemas, { [`Wide${at}`]: { properties: wide(next) } });
      }
      Object.assign(schemas, { Wide20: { type: 'integer' } });
      Object.assign(responses[429].headers['Retry-After'], {
        schema: { $ref: '#/components/schemas/Wide0' },
      });
    },
  },
  {
    when: 'an object is closed and empty',
    broken: (_, { Bird }) =>
      Object.assign(Bird.properties, { none: { type: 'object', additionalProperties: false } }),
  },
  {
    when: 'free keys and names of any case are marked as opaque',
    broken: (_, { Bird }) =>
      Object.assign(Bird.properties, {
        raw: {
          type: 'object',
          'x-opaque': true,
          additionalProperties: { type: 'object' },
          properties: { anyCase: { type: 'object' } },
        },
      }),
  },
  {
    when: 'a schema refers to itself',
    broken: (_, { Nest }) =>
      Object.assign(Nest.properties, { inner: { $ref: '#/components/schemas/Nest' } }),
  },
  {
    when: 'the names of headers are in another case',
    broken: ({ responses }) => {
      const { headers } = responses[429];
      const lower = Object.entries(headers).map(([name, header]) => [name.toLowerCase(), header]);
      Object.assign(responses[429], { headers: Object.fromEntries(lower) });
    },
  },
  {
    when: 'an operation without a limit has no 429',
    broken: (operation) => {
      Reflect.deleteProperty(operation, 'x-rate-limit');
      Reflect.deleteProperty(operation.responses, 429);
    },
  },
];

/** A path that is as concrete as `/birds/{bird_id}`, with an operation. */
function pathsOf(operation: Operation, schema: object) {
  const parameters = [{ name: 'kind', in: 'path', required: true, schema }];
  return { '/{kind}/latest': { put: { ...operation, operationId: 'kinds.put', parameters } } };
}

async function reportsOn(broken: Case['broken']) {
  const document = soundDocument();
  broken(document.paths['/birds/{bird_id}'].put, document.components.schemas, document);
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId }) => ruleId);
}

test.each(faults)('only $rule reports when $when', async ({ rule, broken }) => {
  expect(await reportsOn(broken)).toEqual([rule]);
});

test.each(sound)('no rule reports when $when', async ({ broken }) => {
  expect(await reportsOn(broken)).toEqual([]);
});

test.each([
  ['eggCount', 'egg_count'],
  ['photoURLs', 'photo_urls'],
  ['AppPK', 'app_pk'],
  ['ring_2', 'ring2'],
  ['API_KEY', 'api_key'],
])(
  'the rule on names suggests a name without abbreviations torn apart for %s',
  async (name, better) => {
    const document = soundDocument();
    Object.assign(document.components.schemas.Nest.properties, { [name]: { type: 'string' } });
    const [problem] = await lintFromString({ source: JSON.stringify(document), config });
    expect(problem?.message).toMatch(new RegExp(`rename it to ${better}\\.$`));
  },
);

test('a fault in a shared part is reported once', async () => {
  const reports = await reportsOn((operation, { Bird }, { paths }) => {
    Object.assign(Bird, { additionalProperties: true });
    Object.assign(paths, {
      '/birds': { put: { ...operation, operationId: 'birds.all', parameters: [] } },
    });
  });
  expect(reports).toEqual(['contract/no-free-keys']);
});
