import type { Case, Group, Step } from '../case.ts';
import { failure } from './shape.ts';

const order = { fruit: 'apple', pieces: 3 };
const create: Step = {
  do: 'call',
  operation: 'createOrder',
  args: { body: order },
  expect: { body: order },
};
const done = { status: 201, json: order };
const key = /^.{16,255}$/;
const own: Step = {
  ...{ do: 'call', operation: 'createOrder' },
  args: { header: { 'Idempotency-Key': 'my-key-1' }, body: order },
  expect: { body: order },
};

const keyed: Pick<Case, 'needs' | 'client'> = {
  needs: ['idempotency', 'retries'],
  client: { retries: 2 },
};

export const idempotency: Group = {
  name: 'idempotency',
  about: 'Keys that make requests safe to repeat',
  cases: [
    {
      name: 'sends a key with a request that takes one',
      why: 'without a key the request cannot be repeated safely',
      needs: ['idempotency'],
      server: [done],
      steps: [create],
      requests: [{ headers: { 'idempotency-key': key } }],
    },
    {
      name: 'sends another key with each call',
      why: 'the second order would be taken for the first',
      needs: ['idempotency'],
      server: [done, done],
      steps: [create, create],
      requests: [{ headers: { 'idempotency-key': key } }, { headers: { 'idempotency-key': key } }],
      different: ['idempotency-key'],
    },
    {
      name: 'sends the same key again after 503',
      why: 'another key would order twice',
      ...keyed,
      server: [{ status: 503, json: failure('busy') }, done],
      steps: [create],
      requests: [{ json: order }, { json: order }],
      same: ['idempotency-key'],
    },
    {
      name: 'sends the same key again after the connection broke',
      why: 'the order may have been placed already; the key makes repeating it safe',
      ...keyed,
      server: [{ cut: 'before' }, done],
      steps: [create],
      requests: [{ json: order }, { json: order }],
      same: ['idempotency-key'],
    },
    {
      name: 'sends the key of the caller',
      why: 'a job that starts again must use its old key',
      server: [done],
      steps: [own],
      requests: [{ headers: { 'idempotency-key': 'my-key-1' } }],
    },
    {
      name: 'keeps the key of the caller when it sends again',
      why: 'another key would order twice',
      ...keyed,
      server: [{ status: 503, json: failure('busy') }, done],
      steps: [own],
      requests: [
        { headers: { 'idempotency-key': 'my-key-1' } },
        { headers: { 'idempotency-key': 'my-key-1' } },
      ],
    },
    {
      name: 'sends no key with a request that takes none',
      why: 'a key promises what the server does not keep',
      server: [done],
      steps: [
        {
          do: 'call',
          operation: 'createUnsafeOrder',
          args: { body: order },
          expect: { body: order },
        },
      ],
      requests: [{ headers: { 'idempotency-key': null } }],
    },
  ],
};
