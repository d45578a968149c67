/** Values as they are on the wire and in TypeScript. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readEvents, readItems } from './answers.ts';
import { writeItems, writeJson } from './bodies.ts';
import { call } from './call.ts';
import { convert } from './convert.ts';
import {
  parseExactly,
  parseWithMarks,
  readExactEvents,
  readExactItems,
  readExactJson,
} from './exactJson.ts';
import type { Api, Operation } from './operation.ts';
import { bigint, instant } from './scalars.ts';
import type { Shape } from './shape.ts';
import { stream } from './stream.ts';
import { connectTo } from './testing/connect.ts';

const user: Shape = { fields: { user_id: 'userId', best_friend: ['bestFriend', () => user] } };

const typed = (type: string, text: string) => ({ text, headers: { 'content-type': type } });

describe('a shape', () => {
  test.each<[string, Shape, unknown, unknown]>([
    ['renames', user, { user_id: 1, other_one: 2 }, { userId: 1, other_one: 2 }],
    [
      'renames recursively',
      user,
      { best_friend: { user_id: 1, best_friend: null } },
      { bestFriend: { userId: 1, bestFriend: null } },
    ],
    ['renames in lists', { items: user }, [{ user_id: 1 }, 2], [{ userId: 1 }, 2]],
    [
      'renames in the first items of a list',
      { prefix: [undefined, user], items: { fields: { a_b: 'aB' } } },
      [{ user_id: 1 }, { user_id: 1 }, { a_b: 1 }],
      [{ user_id: 1 }, { userId: 1 }, { aB: 1 }],
    ],
    [
      'keeps free keys, and renames below them',
      { rest: user },
      { any_key: { user_id: 1 } },
      { any_key: { userId: 1 } },
    ],
    [
      'renames below names that match a pattern, before all others',
      { patterns: { '^x-': user, '^[\\w-.]$': {} }, rest: { fields: { a_b: 'aB' } } },
      { 'x-a': { user_id: 1, a_b: 1 }, y: { user_id: 1, a_b: 1 }, other: { a_b: 1 } },
      { 'x-a': { userId: 1, a_b: 1 }, y: { user_id: 1, a_b: 1 }, other: { aB: 1 } },
    ],
    [
      'matches the wire name of a property',
      { fields: { x_a: 'xA' }, patterns: { '^x_': user } },
      { x_a: { user_id: 1 } },
      { xA: { userId: 1 } },
    ],
    [
      'renames by several shapes',
      { all: [user, { fields: { first_name: 'firstName' } }] },
      { user_id: 1, first_name: 'a' },
      { userId: 1, firstName: 'a' },
    ],
    ['keeps what is of another type', user, 'text', 'text'],
    ['keeps null', user, null, null],
  ])('%s, in both directions', (_, shape, wire, value) => {
    expect(convert(wire, shape, 'read')).toEqual(value);
    expect(convert(value, shape, 'write')).toEqual(wire);
  });

  test('does not let a free key replace a property', () => {
    expect(convert({ user_id: 1, userId: 2 }, user, 'read')).toEqual({ userId: 1 });
  });

  test('has no way to the prototype', () => {
    const wire = JSON.parse('{"__proto__":{"user_id":1},"user_id":2}');
    const value = convert(wire, { ...user, rest: user }, 'read');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"userId":1},"userId":2}');
  });

  test('leaves files as they are', () => {
    const file = new File([], 'a');
    expect(convert({ userId: file }, user, 'write')).toEqual({ user_id: file });
  });
});

describe('alternatives', () => {
  const cat: Shape = { fields: { kind: 'kind', claw_size: 'clawSize' }, tags: { kind: ['cat'] } };
  const dog: Shape = { fields: { kind: 'kind', bark_size: 'barkSize' }, tags: { kind: ['dog'] } };
  const pet: Shape = { any: [cat, () => dog] };

  test('are chosen by a tag', () => {
    expect(convert({ kind: 'dog', claw_size: 1, bark_size: 1 }, pet, 'read')).toEqual({
      kind: 'dog',
      claw_size: 1,
      barkSize: 1,
    });
  });

  test('are chosen by a tag that has another name', () => {
    const tagged = (tag: string, wire: string, name: string): Shape => ({
      fields: { pet_kind: 'petKind', [wire]: name },
      tags: { pet_kind: [tag] },
    });
    const either: Shape = { any: [tagged('a', 'a_b', 'aB'), tagged('c', 'a_b', 'cB')] };
    expect(convert({ petKind: 'c', cB: 1 }, either, 'write')).toEqual({ pet_kind: 'c', a_b: 1 });
  });

  test('are chosen by their names without tags', () => {
    const either: Shape = {
      any: [{ fields: { a_b: 'aB' } }, { fields: { a_b: 'a', c_d: 'c' } }],
    };
    expect(convert({ a_b: 1, c_d: 2 }, either, 'read')).toEqual({ a: 1, c: 2 });
  });

  test('keep what none of them knows', () => {
    expect(convert({ kind: 'fish', fin_size: 1 }, pet, 'read')).toEqual({
      kind: 'fish',
      fin_size: 1,
    });
  });

  test('may be lists and single values', () => {
    const either: Shape = { any: [{ items: user }, { scalar: bigint }, pet] };
    expect(convert([{ user_id: 1 }], either, 'read')).toEqual([{ userId: 1 }]);
    expect(convert(1, either, 'read')).toBe(1n);
    expect(convert({ kind: 'cat', claw_size: 1 }, either, 'read')).toEqual({
      kind: 'cat',
      clawSize: 1,
    });
  });

  test('are chosen anew for each value', () => {
    const first = convert({ kind: 'cat', claw_size: 1 }, pet, 'read');
    const second = convert({ kind: 'dog', bark_size: 1 }, pet, 'read');
    expect([first, second]).toEqual([
      { kind: 'cat', clawSize: 1 },
      { kind: 'dog', barkSize: 1 },
    ]);
  });

  test('are found inside a shape', () => {
    const owned: Shape = { fields: { owner_id: 'ownerId' }, any: [cat, dog] };
    expect(convert({ kind: 'cat', claw_size: 1, owner_id: 2 }, owned, 'read')).toEqual({
      kind: 'cat',
      clawSize: 1,
      ownerId: 2,
    });
  });
});

const large = '9223372036854775807';

describe('exact JSON', () => {
  const shape: Shape = { fields: { id: ['id', { scalar: bigint }] } };
  const api: Api = { convert };
  const get: Operation = {
    id: 'things.get',
    method: 'GET',
    path: '/',
    answers: [{ mediaType: 'application/json', read: readExactJson, shape: () => shape }],
  };
  const resultOf = async (text: string) =>
    call((await connectTo({ text }, api)).connection, get, []);

  test('keeps all digits', async () => {
    expect(await resultOf(`{"id":${large}}`)).toEqual({ id: BigInt(large) });
  });

  test.each(['7', '-7', '0'])('makes a bigint of %s', async (id) => {
    expect(await resultOf(`{"id":${id}}`)).toEqual({ id: BigInt(id) });
  });

  test('makes a bigint of a text', async () => {
    expect(await resultOf(`{"id":"${large}"}`)).toEqual({ id: BigInt(large) });
  });

  test('keeps null', async () => {
    expect(await resultOf('{"id":null}')).toEqual({ id: null });
  });

  test('makes numbers of what is no int64', async () => {
    expect(await resultOf(`{"other":[${large}],"id":1}`)).toEqual({
      other: [Number(large)],
      id: 1n,
    });
  });

  test('is read from lines', async () => {
    const { connection } = await connectTo(typed('application/jsonl', `{"id":${large}}\n`), api);
    const lines: Operation = {
      ...get,
      answers: [{ mediaType: 'application/jsonl', read: readExactItems, shape: () => shape }],
    };
    for await (const item of stream(connection, lines, [])) {
      expect(item).toEqual({ id: BigInt(large) });
    }
    expect.assertions(1);
  });

  test('is read from events', async () => {
    const { connection } = await connectTo(
      typed('text/event-stream', `data: {"id":${large}}\n\n`),
      api,
    );
    const events: Operation = {
      ...get,
      answers: [{ mediaType: 'text/event-stream', read: readExactEvents, shape: () => shape }],
    };
    for await (const item of stream(connection, events, [])) {
      expect(item).toEqual({ id: BigInt(large) });
    }
    expect.assertions(1);
  });

  test.each([
    large,
    `-${large}`,
    `[1,${large},"${large}",1.5,${large}e1,1${'0'.repeat(30)}]`,
    `{"a\\"${large}":${large},"\\\\":[${large}]}`,
    '9007199254740991',
    '1234567890123456',
    '0.12345678901234567890',
  ])('is the same with and without the help of the platform: %s', (text) => {
    expect(parseWithMarks(text)).toEqual(parseExactly(text));
  });

  test('is written with all digits on platforms without raw JSON', async () => {
    const json: { rawJSON?: unknown } = JSON as object;
    const { rawJSON } = json;
    json.rawJSON = undefined;
    const { connection, received } = await connectTo({ text: '1' });
    const post: Operation = {
      ...get,
      method: 'POST',
      answers: [],
      bodies: [{ mediaType: 'application/json', write: writeJson, argument: 'body' }],
    };
    await call(connection, post, [{ body: { id: BigInt(large), text: large } }]);
    json.rawJSON = rawJSON;
    expect(received[0]?.body.toString()).toBe(`{"id":${large},"text":"${large}"}`);
  });
});

describe('an operation', () => {
  const api: Api = { convert };
  const post: Operation = {
    id: 'users.create',
    method: 'POST',
    path: '/',
    parameters: [{ name: 'filter', in: 'query', write: () => [], shape: () => user }],
    bodies: [
      {
        mediaType: 'application/json',
        write: writeJson,
        fields: [{ name: 'bestFriend', wire: 'best_friend', shape: () => user }],
      },
    ],
    errors: [{ status: '4XX', shape: () => user }],
  };

  test('converts the fields of its body', async () => {
    const { connection, received } = await connectTo({}, api);
    await call(connection, post, [{ bestFriend: { userId: 1 } }]);
    expect(received[0]?.body.toString()).toBe('{"best_friend":{"user_id":1}}');
  });

  test('converts the bodies of errors', async () => {
    const { connection } = await connectTo({ status: 422, json: { user_id: 1 } }, api);
    const outcome = await call(connection, post, []).result();
    expect(!outcome.ok && outcome.error.body).toEqual({ userId: 1 });
  });

  test('converts each item that it sends', async () => {
    const { connection, received } = await connectTo({}, api);
    const body = { mediaType: 'application/jsonl', write: writeItems, argument: 'items' };
    const operation: Operation = { ...post, bodies: [{ ...body, shape: () => user }] };
    await call(connection, operation, [{ items: [{ userId: 1 }] }]);
    expect(received[0]?.body.toString()).toBe('{"user_id":1}\n');
  });

  test.each([
    ['lines', 'application/jsonl', readItems, '{"user_id":1}\n'],
    ['events', 'text/event-stream', readEvents, 'data: {"user_id":1}\n\n'],
  ])('converts each item that it receives as %s', async (_, mediaType, read, text) => {
    const { connection } = await connectTo(typed(mediaType, text), api);
    const operation: Operation = { ...post, answers: [{ mediaType, read, shape: () => user }] };
    for await (const item of stream(connection, operation, [])) expect(item).toEqual({ userId: 1 });
    expect.assertions(1);
  });
});

describe('a date-time', () => {
  const shape: Shape = { scalar: instant };
  /** As much of Temporal as is needed, on platforms that do not have it. */
  class Instant {
    readonly text: string;
    constructor(text: string) {
      this.text = text;
    }
    static from(text: string): Instant {
      if (!text.startsWith('20')) throw new RangeError('Invalid');
      return new Instant(text);
    }
    toString(): string {
      return this.text;
    }
  }
  const stub = (Temporal: object | undefined) => {
    vi.stubGlobal('Temporal', Temporal);
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
  };

  test('is read and written as a Temporal.Instant', () => {
    stub({ Instant });
    const value = convert('2030-01-02T03:04:05Z', shape, 'read');
    expect(value).toBeInstanceOf(Instant);
    expect(convert(value, shape, 'write')).toBe('2030-01-02T03:04:05Z');
  });

  test('that is none stays a text', () => {
    stub({ Instant });
    expect(convert('yesterday', shape, 'read')).toBe('yesterday');
  });

  test('needs Temporal', () => {
    stub(undefined);
    expect(() => convert('2030-01-02T03:04:05Z', shape, 'read')).toThrow(
      'This platform has no Temporal; load a polyfill',
    );
  });
});
