import { randomUUID } from 'node:crypto';
import { implement, ProblemError } from '@contract-first/hono';
import { listen } from '@contract-first/hono/node';
import * as api from './generated/routes.gen.ts';

const { API_KEY, PORT = '3000' } = process.env;
const tasks = new Map<string, { task_id: string; title: string }>();

const app = implement(api).with({
  credentials: {
    ApiKey: {
      ...{ type: 'apiKey', in: 'header', name: 'X-API-Key' },
      verify: async (key) =>
        key === API_KEY ? { credential: 'owner', scopes: new Set(['tasks']) } : undefined,
    },
  },
  handlers: {
    'tasks.list': () => ({ status: 200, body: { items: [...tasks.values()] } }),
    'tasks.create': ({ body }) => {
      const task = { task_id: randomUUID(), title: body.title };
      tasks.set(task.task_id, task);
      return { status: 201, headers: { Location: `/tasks/${task.task_id}` }, body: task };
    },
    'tasks.get': ({ params }) => {
      const task = tasks.get(params.task_id);
      if (!task) throw new ProblemError('not_found', 'There is no such task');
      return { status: 200, body: task };
    },
    'tasks.delete': ({ params }) => {
      if (tasks.delete(params.task_id)) return { status: 204, body: undefined };
      throw new ProblemError('not_found', 'There is no such task');
    },
  },
});
const { url } = await listen(app, { host: '127.0.0.1', port: Number(PORT) });
console.log(`Listening on ${url}`);
