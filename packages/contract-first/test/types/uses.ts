/**
 * Code that uses the generated types of the documents beside it, by their names. The compiler must
 * accept it, and object where an error is expected.
 */
const head = `
import type { HandlerResult, Handlers, Input, OperationId } from '@contract-first/hono';
import type * as api from './routes.gen.ts';
import type * as types from './types.gen.ts';
import { defineMock } from '../../src/mock/state/handlerFile.ts';
type Api = typeof api;
type Some<Id extends OperationId<Api>> = Pick<Handlers<Api>, Id>;
/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare const same: <A, B>(...isSame: Same<A, B> extends true ? [] : [never]) => void;
`;

const todo = `
const todo: types.Todo = { todoId: 1, title: 'a', due: null, labels: { a: 'b' }, createdAt: '', parent: undefined };
export const handlers: Handlers<Api> = {
  listTodos: ({ query }) => {
    same<typeof query, { done?: boolean | undefined; page: number; perPage: number }>();
    return { status: 200, body: { items: [todo], total: query.page, nextPage: null } };
  },
  createTodo: async ({ body, principal }) => {
    const { title } = body;
    const { credential } = principal;
    return { status: 201, headers: { Location: '/1' }, body: { ...todo, title, createdAt: credential } };
  },
  getTodo: ({ params }) =>
    params.todoId > 1 ? { status: 404, body: { message: 'a' } } : { status: 200, body: todo },
  replaceTodo: ({ body }) => {
    if (body.mediaType === 'application/json') same<typeof body.value, types.NewTodo>();
    else same<typeof body.mediaType, 'application/x-www-form-urlencoded'>();
    return { status: 200, body: { ...todo, title: body.value.title } };
  },
  deleteTodo: () => ({ status: 204 }),
};

// @ts-expect-error a handler is missing
export const missing: Some<'getTodo' | 'deleteTodo'> = { deleteTodo: () => ({ status: 204 }) };
export const changed: Some<'createTodo' | 'getTodo' | 'deleteTodo'> = {
  // @ts-expect-error the document lists 201; any other status has an error
  createTodo: () => ({ status: 200, body: todo }),
  // @ts-expect-error the error has a message
  getTodo: () => ({ status: 404, body: {} }),
  // @ts-expect-error the document lists no such header
  deleteTodo: () => ({ status: 204, headers: { Location: '/' } }),
};
export const mocks = defineMock<types.Operations>({
  getTodo: ({ params }) =>
    params.todoId > 1 ? { status: 404, body: { message: 'a' } } : { status: 200, body: todo },
  deleteTodo: () => ({ status: 204 }),
  // @ts-expect-error the mock answers what the document lists, too
  listTodos: () => ({ status: 200, body: todo }),
});

// @ts-expect-error the document lists no such media type
export const media: HandlerResult<Api, 'getTodo'>['mediaType'] = 'text/csv';
// @ts-expect-error 204 is listed by itself
export const other: Extract<HandlerResult<Api, 'deleteTodo'>, { body: object }>['status'] = 204;
`;

const directions = `
same<types.User, { id: string; name: string; password?: undefined }>();
same<types.UserRequest, { id?: string | undefined; name: string; password: string }>();
export const handlers: Handlers<Api> = {
  'users.list': () => ({ status: 200, body: [{ id: 'a', name: 'b' }] }),
  'users.create': ({ body }) => {
    same<typeof body, types.UserRequest>();
    return { status: 201, body: { id: 'a', name: body.name } };
  },
};
// @ts-expect-error a handler is missing
export const missing: Handlers<Api> = { 'users.list': handlers['users.list'] };
export const status: Some<'users.list'> = {
  // @ts-expect-error the document lists no 201
  'users.list': () => ({ status: 201, body: [] }),
};
export const secret: Some<'users.create'> = {
  // @ts-expect-error a response never has the password
  'users.create': ({ body: { name, password } }) => ({ status: 201, body: { id: 'a', name, password } }),
};
export const header: Some<'users.list'> = {
  // @ts-expect-error the document lists no headers
  'users.list': () => ({ status: 200, body: [], headers: { Link: '' } }),
};
export const media: Some<'users.list'> = {
  // @ts-expect-error the document lists JSON
  'users.list': () => ({ status: 200, body: [], mediaType: 'text/plain' }),
};
`;

const language = `
type All = types.All;
same<All['notText'], unknown>();
same<All['pair'], [number?, string?] | undefined>();
same<All['byPattern'], { [key: string]: string } | undefined>();
same<All['conditional'], { kind?: 'card' | 'cash' | undefined; number?: string | undefined } | undefined>();
same<All['has'], number[] | undefined>();
same<All['named'], { [key: string]: unknown } | undefined>();
same<All['closed'], { a?: string | undefined } | undefined>();
same<All['untyped'], { a?: string | undefined } | undefined>();
same<All['never'], { no?: undefined } | undefined>();
same<All['objects'], { a: 1 } | [1, 2] | null | 3 | undefined>();
export const tree: types.Tree = { value: 'a', children: [{ value: 'b', children: [{ value: 'c' }] }] };
export const expression: types.Expression = [1, [2, [3]]];
export const lives = (pet: types.Pet): number => (pet.petType === 'cat' ? pet.lives : Number(pet.barks));

export const handlers: Handlers<Api> = { check: ({ body }) => ({ status: 200, body }) };
// @ts-expect-error a handler is missing
export const missing: Handlers<Api> = {};
// @ts-expect-error the document lists 200 only
export const status: Handlers<Api> = { check: () => ({ status: 202, body: {} }) };
// @ts-expect-error a dog has no lives
export const body: Handlers<Api> = { check: () => ({ status: 200, body: { pet: { petType: 'Dog', lives: 9 } } }) };
// @ts-expect-error the document lists no header
export const header: Handlers<Api> = { check: () => ({ status: 200, body: {}, headers: { ETag: '' } }) };
// @ts-expect-error the document lists no such media type
export const media: Handlers<Api> = { check: () => ({ status: 200, body: {}, mediaType: 'application/xml' }) };
// @ts-expect-error a text is refused
export const deep: types.Tree = { value: 'a', children: [{ value: 1 }] };
`;

const wire = `
export const handlers: Handlers<Api> = {
  getReport: ({ params: { id, format } }) => {
    same<typeof format, 'json' | 'csv'>();
    return format === 'csv'
      ? { status: 200, mediaType: 'text/csv', body: String(id.toFixed()) }
      : { status: 200, body: { id } };
  },
  compare: () => ({ status: 204 }),
  activateItem: () => ({ status: 204 }),
  searchItems: ({ query, cookies, headers }) => {
    same<typeof query.filter, { min: number; tags?: string[] | undefined } | undefined>();
    same<typeof query.where, { x: number } | undefined>();
    same<typeof query.ids, number[] | undefined>();
    same<typeof cookies, { session: string }>();
    same<(typeof headers)['x-point'], { x?: number | undefined; y?: number | undefined } | undefined>();
    return { status: 204 };
  },
  createItem: async ({ body, idempotently }) => {
    // It streams its body, so only the handler knows what was sent.
    await idempotently('digest', async () => ({ status: 201, body: {} }));
    switch (body.mediaType) {
      case 'application/vnd.api+json':
        return { status: 201, body: { value: { default: Object.keys(body.value.data).join() } } };
      case 'application/x-www-form-urlencoded':
        return { status: 201, body: { value: { example: String(body.value.o?.x) } } };
      case 'multipart/form-data':
        return { status: 201, body: { value: { example: String((await body.value.fields()).meta.x) } } };
      case 'text/plain':
        return { status: 201, body: { value: { example: body.value.trim() } } };
      default:
        same<typeof body.mediaType, \`image/\${string}\`>();
        body.value.destroy();
        return { status: 201, body: {} };
    }
  },
};
const { compare, activateItem, searchItems, createItem } = handlers;
// @ts-expect-error a handler is missing
export const missing: Handlers<Api> = { compare, activateItem, searchItems, createItem };
// @ts-expect-error the document lists no 200
export const status: Some<'compare'> = { compare: () => ({ status: 200 }) };
// @ts-expect-error a report is an object
export const body: Some<'getReport'> = { getReport: () => ({ status: 200, body: 'a' }) };
// @ts-expect-error the document lists no header
export const header: Some<'compare'> = { compare: () => ({ status: 204, headers: { Link: '' } }) };
export const media: Some<'getReport'> = {
  // @ts-expect-error the document lists JSON and CSV
  getReport: () => ({ status: 200, mediaType: 'text/html', body: 'a' }),
};
// @ts-expect-error a problem is thrown, not returned
export const problem: HandlerResult<Api, 'createItem'>['status'] = 400;
`;

const current = `
async function* changes(): AsyncGenerator<types.Change> {
  yield { id: 'a', kind: 'made' };
}
export const handlers: Handlers<Api> = {
  search: ({ body }) => ({ status: 200, body: [body.q] }),
  purge: () => ({ status: 204 }),
  watch: ({ headers }) =>
    headers['last-event-id'] === undefined
      ? { status: 200, mediaType: 'application/jsonl', body: changes() }
      : { status: 200, body: (async function* () { yield { data: '{}' }; })() },
};
// @ts-expect-error a handler is missing
export const missing: Some<'purge' | 'search'> = { purge: handlers.purge };
// @ts-expect-error the document lists no 200
export const status: Some<'purge'> = { purge: () => ({ status: 200 }) };
// @ts-expect-error the first media type is one of events
export const body: Some<'watch'> = { watch: () => ({ status: 200, body: changes() }) };
// @ts-expect-error the document lists no header
export const header: Some<'purge'> = { purge: () => ({ status: 204, headers: { Link: '' } }) };
// @ts-expect-error the document lists streams
export const media: Some<'watch'> = { watch: () => ({ status: 200, mediaType: 'application/json', body: [] }) };
`;

const sent = `
import { callbacks, webhooks } from './webhooks.gen.ts';
const to = 'https://receiver.example/hook';
const rex = { id: 1, name: 'Rex' };
const headers = { 'X-Event': 'arrived' } as const;

export async function use(): Promise<string> {
  const answer = await webhooks.newPet.send(to, { body: rex, headers, query: { attempt: 1 } });
  if (answer.status === 410) {
    same<typeof answer.body, undefined>();
    return 'gone';
  }
  same<typeof answer.body, types.PetRequest>();
  same<typeof answer.mediaType, 'application/json'>();
  await webhooks.newPet.send(to, {
    ...{ body: 'id,name', mediaType: 'text/csv' },
    headers: { ...headers, 'webhook-id': 'a' },
    sign: { secret: ['whsec_a', 'whsec_b'], id: 'msg_1' },
    timeout: 1000,
    signal: AbortSignal.timeout(1),
    fetch,
  });
  await webhooks.ping.send(new URL(to));
  const photo = await webhooks.photo.send(to, { body: { photo: new Blob(['a']), caption: 'a' } });
  same<typeof photo.body, undefined>();
  const { status } = await callbacks['orders.place'].paid.send(to, { body: { sum: 1 } });
  same<typeof status, 200>();
  return answer.body.name;
}
// @ts-expect-error a body is needed
export const none = () => webhooks.newPet.send(to);
// @ts-expect-error a pet has an id
export const body = () => webhooks.newPet.send(to, { body: { name: 'Rex' }, headers });
// @ts-expect-error a token is never sent
export const secret = () => webhooks.newPet.send(to, { body: { ...rex, token: 'a' }, headers });
// @ts-expect-error a header is needed
export const header = () => webhooks.newPet.send(to, { body: rex });
// @ts-expect-error the document lists no such event
export const event = () => webhooks.newPet.send(to, { body: rex, headers: { 'X-Event': 'sold' } });
// @ts-expect-error an attempt is a number
export const query = () => webhooks.newPet.send(to, { body: rex, headers, query: { attempt: 'a' } });
// @ts-expect-error the document lists no such media type
export const media = () => webhooks.newPet.send(to, { body: 'a', mediaType: 'text/html', headers });
// @ts-expect-error only CSV is a text
export const text = () => webhooks.newPet.send(to, { body: 'a', headers });
// @ts-expect-error a file is needed
export const file = () => webhooks.photo.send(to, { body: { caption: 'a' } });
// @ts-expect-error a sum is a number
export const sum = () => callbacks['orders.place'].paid.send(to, { body: { sum: 'a' } });
// @ts-expect-error the document has no such webhook
export const unknown = webhooks.oldPet;
`;

/** By the name of a document. */
export const uses: Readonly<Record<string, string>> = {
  'todo-3.0': head + todo,
  directions: head + directions,
  language: head + language,
  wire: head + wire,
  'new-3.2': head + current,
  webhooks: head + sent,
};
