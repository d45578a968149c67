/** What the documents are put together of that the routes generator is tried with. */

export type Schema = Readonly<Record<string, unknown>>;

export const info = { title: 'Harbour', version: '1' };
export const done = { 200: { description: 'Done' } };
export const json = (schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
});
export const component = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const parameter = (name: string, schema: Schema, extra: object = {}) => ({
  ...{ name, in: 'query' as const, schema },
  ...extra,
});

export const components: Readonly<Record<string, Schema>> = {
  Fleet: {
    type: 'object',
    required: ['ships'],
    properties: { ships: { type: 'array', items: component('Ship') } },
  },
  Ship: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1 },
      tender: component('Ship'),
      convoy: { type: 'array', items: component('Ship') },
      next: { anyOf: [component('Ship'), { type: 'null' }] },
      port: component('Port'),
    },
  },
  Port: { type: 'object', properties: { home: { type: 'array', items: component('Ship') } } },
  'my-schema': { type: 'string', enum: ['a', 'b'] },
  '2fa': { type: 'integer', minimum: 100000, maximum: 999999 },
  Draught: { type: 'number', exclusiveMinimum: 0, default: 1.5 },
  Named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  Sealed: { type: 'object', additionalProperties: false, properties: { name: { type: 'string' } } },
  'my.schema': { type: 'integer' },
  Expression: {
    oneOf: [{ type: 'number' }, { type: 'array', items: component('Expression'), minItems: 1 }],
  },
  Chicken: { type: 'object', properties: { egg: component('Egg') } },
  Egg: { type: 'array', items: component('Chicken') },
  Alias: { ...component('my-schema'), description: 'Another name' },
};
