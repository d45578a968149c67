/** The books of `library.yaml`: the method QUERY, with Express. */
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { z } from 'zod';

const year = z.int().min(1400).max(2100);
const isbn = z.string().regex(/^97[89][0-9]{10}$/);
const Book = z.object({
  isbn,
  title: z.string().min(1),
  author: z.string().min(1).optional(),
  year,
  dimensions: z.tuple([z.number(), z.number()]).optional(),
});
const Question = z.strictObject({
  author: z.string().min(1).optional(),
  years: z.object({ from: year.optional(), to: year.optional() }).optional(),
  limit: z.int().min(1).max(100).default(20),
});
const books = new Map<string, z.infer<typeof Book>>();
for (const [isbn, title, author, year] of [
  ['9780141439587', 'Emma', 'Jane Austen', 1815],
  ['9780141439549', 'Middlemarch', 'George Eliot', 1871],
] as const) {
  books.set(isbn, { isbn, title, author, year });
}

const json: RequestHandler[] = [
  (req, res, next) => {
    if (req.is('application/json') === false) res.status(415).json({ error: 'Send JSON' });
    else next();
  },
  express.json(),
];

export const app: Express = express();

const answer: RequestHandler = (req, res) => {
  const { author, years = {}, limit } = Question.parse(req.body);
  const found = [...books.values()]
    .filter((book) => author === undefined || book.author === author)
    .filter(({ year }) => year >= (years.from ?? 0) && year <= (years.to ?? 9999));
  res.json(found.slice(0, limit));
};
// Node.js has known the method since 22.
app.query?.('/books', json, answer);

const add: RequestHandler = (req, res) => {
  const book = Book.parse(req.body);
  if (books.has(book.isbn)) {
    res.status(409).json({ error: 'This book exists' });
    return;
  }
  books.set(book.isbn, book);
  res.status(201).json(book);
};
app.post('/books', json, add);

app.get('/books/:isbn', (req, res) => {
  const book = books.get(isbn.parse(req.params.isbn));
  if (book) res.json(book);
  else res.status(404).json({ error: 'No such book' });
});

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  const status = error instanceof z.ZodError ? 400 : (error.status ?? 500);
  res.status(status).json({ error: status < 500 ? error.message : 'Internal error' });
};
app.use(onError);
