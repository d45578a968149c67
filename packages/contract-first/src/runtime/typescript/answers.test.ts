/** Successful and unsuccessful responses, as calls return and throw them. */
import type { ServerResponse } from 'node:http';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { readBytes, readJson, readText } from './answers.ts';
import { call, type Failure, type NoResponse, type Success } from './call.ts';
import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
} from './errors.ts';
import type { AnswerForm, Operation } from './operation.ts';
import { connectTo } from './testing/connect.ts';
import type { Scripted } from './testing/scriptedServer.ts';

const json: AnswerForm = { mediaType: 'application/json', read: readJson };
const get = (...answers: AnswerForm[]): Operation => ({
  id: 'things.get',
  method: 'GET',
  path: '/things',
  answers,
});

const resultOf = async (answer: Scripted, operation: Operation, ...args: unknown[]) =>
  call<unknown>((await connectTo(answer)).connection, operation, args);

const errorOf = async (answer: Scripted, operation: Operation = get(json)): Promise<ApiError> => {
  const thrown = await resultOf(answer, operation).catch((error: unknown) => error);
  if (thrown instanceof ApiError) return thrown;
  throw new Error('Nothing was thrown', { cause: thrown });
};

const typed = (text: string, type: string, status = 200): Scripted => ({
  status,
  text,
  headers: { 'content-type': type },
});

describe('the result', () => {
  test('is the value of JSON', async () => {
    expect(await resultOf({ json: { a_b: 1 } }, get(json))).toEqual({ a_b: 1 });
  });

  test('is the text of a text', async () => {
    const text: AnswerForm = { mediaType: 'text/plain', read: readText };
    expect(await resultOf(typed('a', 'text/plain'), get(text))).toBe('a');
  });

  test.each([
    ['the one that the response names', 'text/plain; charset=iso-8859-1', 'caf\u00e9'],
    ['in quotes', 'text/plain; charset="ISO-8859-1"', 'caf\u00e9'],
    ['UTF-8 if it is unknown', 'text/plain; charset=none', 'caf\ufffd'],
    ['UTF-8 if none is named', 'text/plain', 'caf\ufffd'],
  ])('is a text in the character set: %s', async (_what, type, expected) => {
    const text: AnswerForm = { mediaType: 'text/plain', read: readText };
    const answer = (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': type }).end(Buffer.from('caf\u00e9', 'latin1'));
    };
    expect(await resultOf(answer, get(text))).toBe(expected);
  });

  test('is the response of bytes', async () => {
    const bytes: AnswerForm = { mediaType: '*/*', read: readBytes };
    const { connection } = await connectTo(typed('a', 'image/png'));
    const { data, response } = await call<Response>(connection, get(bytes), []).withResponse();
    expect([data, await data.text()]).toEqual([response, 'a']);
  });

  test('is undefined if the document has no body', async () => {
    expect(await resultOf(typed('a', 'text/plain'), get())).toBeUndefined();
  });

  test.each([204, 205])('is undefined for %i', async (status) => {
    const answer: Scripted = (response) => response.writeHead(status).end();
    expect(await resultOf(answer, get(json))).toBeUndefined();
  });

  test.each([
    [200, '"a"', 'a'],
    [201, '"b"', undefined],
    [202, 'c', 'c'],
  ])('is read by its status %i', async (status, text, expected) => {
    const operation = get(
      { ...json, status: '200' },
      { mediaType: 'text/plain', read: readText, status: '202' },
    );
    const type = status === 202 ? 'text/plain' : 'application/vnd.other';
    expect(await resultOf(typed(text, type, status), operation)).toBe(expected);
  });

  test('of another status of the same media type is read like it', async () => {
    const operation = get({ ...json, status: '200' });
    expect(await resultOf(typed('"a"', 'application/json', 201), operation)).toBe('a');
  });

  test.each([
    ['application/json; charset=utf-8', '"a"', 'a'],
    ['text/csv', 'a', 'a'],
    ['text/plain', 'a', 'text'],
  ])('is read by its media type %s', async (type, text, expected) => {
    const operation = get(
      json,
      { mediaType: 'text/*', read: () => 'text' },
      { mediaType: 'text/csv', read: readText },
    );
    expect(await resultOf(typed(text, type), operation)).toBe(expected);
  });

  test('is asked for in the first media type of each status', async () => {
    const { connection, received } = await connectTo();
    const csv: AnswerForm = { mediaType: 'text/csv', read: readText };
    await call(connection, get(json, csv), []);
    expect(received[0]?.headers.accept).toBe(
      'application/json, application/problem+json, */*;q=0.1',
    );
  });

  test('is asked for in any media type if the document has any', async () => {
    const { connection, received } = await connectTo();
    await call(connection, get({ mediaType: '*/*', read: readText }), []);
    expect(received[0]?.headers.accept).toBe('*/*');
  });

  test('is asked for in the media type that the call chooses', async () => {
    const { connection, received } = await connectTo(typed('a', 'text/csv'));
    const csv: AnswerForm = { mediaType: 'text/csv', read: readText };
    await call(connection, get(json, csv), [{ accept: 'text/csv' }]);
    expect(received[0]?.headers.accept).toMatch(/^text\/csv,/);
  });

  test('that is not JSON is an error with its body', async () => {
    const error = await errorOf(typed('<p>Hello', 'text/html'));
    expect([error.message, error.status, error.body]).toEqual([
      'The response is not JSON (text/html); check that baseUrl is the URL of the API',
      200,
      '<p>Hello',
    ]);
  });
});

describe('an error', () => {
  const problem = {
    type: 'https://example.com/problems/no-thing',
    title: 'Not found',
    detail: 'There is no thing 7',
    code: 'no_thing',
    request_id: 'r1',
    errors: [{ pointer: '/id', message: 'Unknown' }],
  };

  test('has the fields of a problem', async () => {
    const error = await errorOf({ status: 404, json: problem });
    const { message, status, type, slug, requestId, errors, body } = error;
    expect({ message, status, type, slug, requestId, errors, body }).toEqual({
      message: 'There is no thing 7',
      status: 404,
      type: problem.type,
      slug: 'no_thing',
      requestId: 'r1',
      errors: problem.errors,
      body: problem,
    });
  });

  test.each([
    [{ error: { message: 'No such thing', code: 'none' } }, 'No such thing'],
    [{ message: 'No such thing' }, 'No such thing'],
    [{ error: 'No such thing' }, 'No such thing'],
    [{ error: 'invalid_grant', error_description: 'Expired' }, 'Expired'],
    [{ errors: [{ message: 'No such thing' }] }, 'No such thing'],
    [{ errors: ['No such thing'] }, 'No such thing'],
    [{ detail: [{ loc: ['body', 'id'], msg: 'Field required' }] }, 'Field required'],
    [['No such thing'], 'No such thing'],
    ['No such thing', 'No such thing'],
    [{ other: 1 }, 'HTTP 400 Bad Request'],
    [{ message: '' }, 'HTTP 400 Bad Request'],
    [{ message: 'x'.repeat(2_000) }, 'HTTP 400 Bad Request'],
    [null, 'HTTP 400 Bad Request'],
    [0, 'HTTP 400 Bad Request'],
  ])('finds the message in %j', async (body, message) => {
    const error = await errorOf({ status: 400, json: body });
    expect([error.message, error.body]).toEqual([message, body]);
  });

  test('has the message of a text', async () => {
    const error = await errorOf(typed('No such thing\n', 'text/plain', 400));
    expect([error.message, error.body]).toEqual(['No such thing', 'No such thing\n']);
  });

  test('has the status of a page', async () => {
    const error = await errorOf(typed('<h1>Bad Gateway</h1>', 'text/html', 502));
    expect([error.message, error.body]).toEqual(['HTTP 502 Bad Gateway', '<h1>Bad Gateway</h1>']);
  });

  test('of an empty body has its status', async () => {
    const error = await errorOf(typed('', 'text/plain', 400));
    expect([error.message, error.body]).toEqual(['HTTP 400 Bad Request', undefined]);
  });

  test.each([
    [{ error: { code: 'none' } }, 'none'],
    [{ error: { type: 'invalid_request_error' } }, 'invalid_request_error'],
    [{ error: 'invalid_grant' }, 'invalid_grant'],
    [{ error: 'No such thing' }, undefined],
  ])('finds the code in %j', async (body, slug) => {
    expect((await errorOf({ status: 400, json: body })).slug).toBe(slug);
  });

  test.each([
    [400, BadRequestError],
    [401, AuthenticationError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [409, ConflictError],
    [418, ApiError],
    [429, RateLimitError],
    [500, ServerError],
    [599, ServerError],
  ])('%i has the class of its status', async (status, ErrorClass) => {
    expect((await errorOf({ status, json: {} })).constructor).toBe(ErrorClass);
  });

  test('does not show its body and headers when it is logged', async () => {
    const error = await errorOf({ status: 400, json: { secret: 'hidden' } });
    expect(JSON.stringify(error)).not.toContain('hidden');
  });
});

describe('result()', () => {
  type Outcomes =
    | Success<200, { readonly id: number }>
    | Failure<404, { readonly title: string }>
    | NoResponse;
  const outcomeOf = async (answer: Scripted) =>
    call<{ readonly id: number }, Outcomes>(
      (await connectTo(answer)).connection,
      get(json),
      [],
    ).result();

  test('is a success with its status', async () => {
    const outcome = await outcomeOf({ json: { id: 7 } });
    expect(outcome).toMatchObject({ ok: true, status: 200, data: { id: 7 } });
  });

  test('is a failure with its status and body', async () => {
    const outcome = await outcomeOf({ status: 404, json: { title: 'Not found' } });
    expect(outcome.status === 404 && outcome.error.body.title).toBe('Not found');
  });

  test('is a failure without a status if there was no response', async () => {
    const outcome = await outcomeOf((response) => response.destroy());
    expect([outcome.ok, outcome.status]).toEqual([false, undefined]);
  });

  test('throws for a call that is wrong', async () => {
    const { connection } = await connectTo();
    await expect(call(connection, get(json), [{ other: 1 }]).result()).rejects.toThrow(TypeError);
  });

  test('has the type of each status', () => {
    expectTypeOf<Extract<Outcomes, { status: 404 }>['error']['body']>().toEqualTypeOf<{
      readonly title: string;
    }>();
  });
});
