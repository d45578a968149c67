/** Generated bodies: they look real, repeat by a seed, and agree between a list and its items. */
import { expect, it } from 'vitest';
import { documentOf, ok, ref, serving } from './testing/serving.ts';

const text = { type: 'string' };
const customer = {
  type: 'object',
  required: ['id', 'email', 'city', 'price', 'tags'],
  properties: {
    id: { type: 'string', pattern: '^c[0-9]{4}$' },
    email: { ...text, format: 'email' },
    city: text,
    price: { type: 'number', maximum: 0.5 },
    tags: { type: 'array', items: text },
  },
};
const id = { name: 'customerId', in: 'path' as const, required: true, schema: text };
const customers = documentOf(
  {
    '/customers': {
      get: { responses: ok({ type: 'array', minItems: 2, items: ref('Customer') }) },
    },
    '/customers/{customerId}': { get: { parameters: [id], responses: ok(ref('Customer')) } },
  },
  { Customer: customer },
);
const dynamic = { dynamic: true, seed: 'a' };

it('an item is the same in its list and by itself', async () => {
  const { ask } = await serving(customers, dynamic);
  // as: the schema says so, and violations are checked elsewhere.
  const [first] = (await ask('/customers')).body as { readonly id: string }[];
  expect((await ask(`/customers/${first?.id}`)).body).toEqual(first);
});

it('an item of another id is another one', async () => {
  const { ask } = await serving(customers, dynamic);
  const [one, other] = [await ask('/customers/c0001'), await ask('/customers/c0002')];
  expect(one.body).toMatchObject({ id: 'c0001' });
  expect(other.body).not.toMatchObject({ email: Object(one.body).email });
});

it('texts look as their names say, and bounds of the schema count', async () => {
  const { ask } = await serving(customers, dynamic);
  const { body, violations } = await ask('/customers/c0001');
  expect(violations).toEqual([]);
  expect(body).toMatchObject({
    email: expect.stringMatching(/^[\w.+-]+@example\.(com|org|net)$/),
    city: expect.stringMatching(/^[A-Z][\w .'-]+$/),
  });
});

it('a seed gives the same bodies in another mock', async () => {
  const [one, other] = [await serving(customers, dynamic), await serving(customers, dynamic)];
  expect((await one.ask('/customers')).text).toBe((await other.ask('/customers')).text);
});
