/** The todos of `todos.yaml`, with Express and Zod. */
import express, { type ErrorRequestHandler, type Express } from 'express';
import { z } from 'zod';

const NewTodo = z.object({
  title: z.string().min(1).max(120),
  done: z.boolean().default(false),
  due: z.iso.date().nullable().default(null),
  priority: z.enum(['low', 'normal', 'high']).default('normal'),
});
const Id = z.coerce.number().int().min(1);
const Listing = z.object({
  done: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(50).default(20),
});
type Todo = z.infer<typeof NewTodo> & { id: number };

class NotFound extends Error {}

const todos = new Map<number, Todo>();
let lastId = 0;

function find(text: unknown): Todo {
  const todo = todos.get(Id.parse(text));
  if (!todo) throw new NotFound();
  return todo;
}

export const app: Express = express();
app.use(express.json());

app.get('/todos', (req, res) => {
  const { done, page, per_page } = Listing.parse(req.query);
  const matching = [...todos.values()].filter((todo) => done === undefined || todo.done === done);
  res.json(matching.slice((page - 1) * per_page, page * per_page));
});

app.post('/todos', (req, res) => {
  const todo = { id: ++lastId, ...NewTodo.parse(req.body) };
  todos.set(todo.id, todo);
  res.status(201).location(`/todos/${todo.id}`).json(todo);
});

app.get('/todos/:id', (req, res) => {
  res.json(find(req.params.id));
});

app.put('/todos/:id', (req, res) => {
  const { id } = find(req.params.id);
  const todo = { id, ...NewTodo.parse(req.body) };
  todos.set(id, todo);
  res.json(todo);
});

app.delete('/todos/:id', (req, res) => {
  todos.delete(find(req.params.id).id);
  res.sendStatus(204);
});

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof NotFound) res.status(404).json({ message: 'No such todo' });
  else if (error instanceof z.ZodError) res.status(400).json({ message: z.prettifyError(error) });
  else if (error.status < 500) res.status(400).json({ message: error.message });
  else res.status(500).json({ message: 'Internal error' });
};
app.use(onError);
