/** The search of `search.yaml`: parameters in all styles, with Express. */
import express, { type ErrorRequestHandler, type Express } from 'express';
import { z } from 'zod';

const products = [
  { id: 1, name: 'Hammer', brand: 'Ox', price: 19.9 },
  { id: 2, name: 'Saw', brand: 'Ox', price: 24.5 },
  { id: 3, name: 'Kite', brand: 'Breeze', price: 12 },
];
const number = (text: string) => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text);
const listOf = (separator: string) => (text: unknown) =>
  typeof text === 'string' ? (text === '' ? [] : text.split(separator)) : text;

const Query = z.object({
  filter: z
    .strictObject({
      brand: z.string().optional(),
      minPrice: z.string().transform(number).pipe(z.number().min(0)).optional(),
      inStock: z.enum(['true', 'false']).optional(),
    })
    .default({}),
  fields: z.preprocess(listOf(','), z.array(z.enum(['id', 'name', 'brand', 'price'])).optional()),
  sizes: z.preprocess(
    listOf('|'),
    z.array(z.string().transform(number).pipe(z.int())).max(4).optional(),
  ),
  q: z.string().max(50).default(''),
});
const Tenant = z.enum(['shop', 'outlet']);
const Ids = z
  .string()
  .transform((text) => text.split(',').map(number))
  .pipe(z.array(z.int().min(1)).min(1).max(5));
const coordinate = z.coerce.number().int().min(0).max(99);

export const app: Express = express();
app.set('query parser', 'extended');

app.get('/products', (req, res) => {
  Tenant.parse(req.get('X-Tenant'));
  const { filter, fields, q } = Query.parse(req.query);
  const hits = products
    .filter(({ brand }) => filter.brand === undefined || brand === filter.brand)
    .filter(({ price }) => price >= (filter.minPrice ?? 0))
    .filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
    .map((product) =>
      fields
        ? Object.fromEntries(
            Object.entries(product).filter(([name]) => fields.some((f) => f === name)),
          )
        : product,
    );
  res.json({ hits, total: hits.length });
});

app.get('/products/:ids', (req, res) => {
  const ids = Ids.parse(req.params.ids);
  res.json(products.filter(({ id }) => ids.includes(id)));
});

app.get('/cells/:at', (req, res) => {
  const [empty, ...pairs] = req.params.at.split(';').map((pair) => pair.split('='));
  const at = z
    .object({ x: coordinate, y: coordinate })
    .parse(empty?.[0] === '' ? Object.fromEntries(pairs) : undefined);
  res.json(at);
});

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  const status = error instanceof z.ZodError ? 400 : (error.status ?? 500);
  res.status(status).json({ message: status < 500 ? error.message : 'Internal error' });
};
app.use(onError);
