/** Handlers of a project, data, and what tests do with the state. */
import { get } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { startMockServer } from '../server.ts';
import { documentOf, json, ref, serving } from '../testing/serving.ts';
import { defineMock } from './handlerFile.ts';
import { MockState } from './mockState.ts';
import { reportLines, stateReport } from './report.ts';

const task = {
  type: 'object',
  required: ['id', 'title'],
  properties: { id: { type: 'integer' }, title: { type: 'string' } },
};
const content = { 'application/json': { schema: ref('Task') } };
const tasks = documentOf(
  {
    '/tasks': {
      get: {
        operationId: 'listTasks',
        responses: {
          200: {
            description: 'ok',
            content: {
              'application/json': {
                schema: { type: 'array', items: ref('Task') },
                example: [
                  { id: 1, title: 'Sow' },
                  { id: 2, title: 'Reap' },
                ],
              },
            },
          },
        },
      },
      post: {
        operationId: 'addTask',
        requestBody: { content },
        responses: { 201: { description: 'ok', content } },
      },
    },
    '/tasks/{id}': {
      get: {
        operationId: 'getTask',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { description: 'ok', content }, 404: { description: 'None' } },
      },
    },
  },
  { Task: task },
);
const examples = [
  { id: 1, title: 'Sow' },
  { id: 2, title: 'Reap' },
];
const state = {};

it('starts with the examples of the document, and goes back to them', async () => {
  const { ask } = await serving(tasks, { state });
  await ask('/tasks', json({ id: 9, title: 'Rest' }));
  expect((await ask('/tasks')).body).toHaveLength(3);
  expect((await ask('/__mock/reset', { method: 'POST' })).status).toBe(204);
  expect((await ask('/tasks')).body).toEqual(examples);
});

it('gives a snapshot that another mock goes on from', async () => {
  const one = await serving(tasks, { state });
  await one.ask('/tasks', json({ id: 9, title: 'Rest' }));
  const { body: snapshot } = await one.ask('/__mock/snapshot');
  const other = await serving(tasks, { state });
  expect((await other.ask('/__mock/snapshot', json(snapshot, 'PUT'))).status).toBe(204);
  expect((await other.ask('/tasks/9')).body).toEqual({ id: 9, title: 'Rest' });
});

it.each([
  ['of an unknown resource', { pets: [] }],
  ['without records', { tasks: [{ id: 1 }] }],
  ['that is a list', []],
])('refuses a snapshot %s, and keeps what it has', async (_, snapshot) => {
  const { ask } = await serving(tasks, { state });
  expect((await ask('/__mock/snapshot', json(snapshot, 'PUT'))).status).toBe(400);
  expect((await ask('/tasks')).body).toEqual(examples);
});

it('has no control path if none is wanted', async () => {
  const { ask } = await serving(tasks, { state, control: false });
  expect((await ask('/__mock/reset', { method: 'POST' })).status).toBe(404);
});

it('has no control path if an operation has an address below it', async () => {
  const responses = { 200: { description: 'ok' } };
  const document = documentOf({ '/{owner}/{repo}': { get: { responses } } });
  const starting = { document, port: 0, host: '127.0.0.1', state };
  const mock = await startMockServer(starting);
  onTestFinished(() => mock.close());
  expect(mock.control).toEqual({ path: false, clash: '/__mock/reset' });
  await expect(startMockServer({ ...starting, control: '/own' })).rejects.toThrow('/own/reset');
});

it('is not controlled by pages whose host name only leads to this machine', async () => {
  const { url } = await serving(tasks, { state });
  const { port } = new URL(url);
  const status = (host: string) =>
    new Promise((resolve) => {
      get({ port, host: '127.0.0.1', path: '/__mock/snapshot', headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
  expect([await status(`127.0.0.1:${port}`), await status('example.com')]).toEqual([200, 403]);
});

it('answers 500 for a handler whose reply cannot be sent', async () => {
  const overrides = defineMock({
    getTask: () => ({ status: 200, headers: { 'X-Title': '→' }, body: { id: 1, title: 'a' } }),
    listTasks: () => ({ status: 42 }),
  });
  const { ask } = await serving(tasks, { overrides });
  expect((await ask('/tasks/1')).status).toBe(500);
  expect((await ask('/tasks')).status).toBe(500);
});

it('starts with data in place of the examples', async () => {
  const data = { tasks: [{ id: 5, title: 'Own' }] };
  const { ask } = await serving(tasks, { state: { data } });
  expect((await ask('/tasks')).body).toEqual(data.tasks);
});

it('refuses data of a resource that is not in the document', () => {
  const data = { pets: [{ id: 5 }] };
  expect(() => new MockState(tasks, { data })).toThrow(/Unknown resource "pets".*tasks/);
});

it('lets a handler answer with what is remembered', async () => {
  const overrides = defineMock({
    'GET /tasks/{id}': ({ params }, { resource }) => {
      const found = resource('tasks').get(String(params.id));
      return found && { status: 200, body: { ...found, title: 'From a handler' } };
    },
  });
  const { ask, lines } = await serving(tasks, { state, overrides });
  expect((await ask('/tasks/1')).body).toEqual({ id: 1, title: 'From a handler' });
  expect((await ask('/tasks/7')).status).toBe(404);
  expect(lines[0]?.decision).toBe('handler of getTask');
});

it('shows in the log that the answer of a handler is not valid', async () => {
  const overrides = defineMock({ getTask: () => ({ status: 200, body: { id: 'one' } }) });
  const { ask, lines } = await serving(tasks, { overrides });
  await ask('/tasks/1');
  expect(lines[0]?.decision).toContain('handler of getTask, which is not valid: body');
});

it('refuses a handler of an operation that is not in the document', async () => {
  const overrides = defineMock({ getTasks: () => undefined });
  const starting = startMockServer({ document: tasks, port: 0, host: '127.0.0.1', overrides });
  await expect(starting).rejects.toThrow('"getTasks"; did you mean "getTask"?');
});

it('is reset and read by the program that has started it', async () => {
  const mock = await startMockServer({ document: tasks, port: 0, host: '127.0.0.1', state });
  onTestFinished(() => mock.close());
  mock.state?.resource('tasks').create({ title: 'Rest' });
  expect(mock.state?.resource('tasks').get(3)).toEqual({ id: 3, title: 'Rest' });
  mock.state?.reset();
  expect(mock.state?.resource('tasks').list()).toEqual(examples);
});

it('reports resources with their operations', () => {
  expect(reportLines(stateReport(new MockState(tasks)))).toEqual([
    'tasks (2 at the start: 1, 2; id: id)',
    '  read: GET /tasks/{id}',
    '  list: GET /tasks',
    '  create: POST /tasks',
  ]);
});
