/** The streams of `feed.yaml`: events and lines, with Express. */
import express, { type ErrorRequestHandler, type Express } from 'express';
import { z } from 'zod';

const symbol = z.string().regex(/^[A-Z]{1,5}$/);
const Prices = z.object({ symbol, count: z.coerce.number().int().min(1).max(10).default(3) });
const Trade = z.strictObject({
  symbol,
  side: z.enum(['buy', 'sell']),
  quantity: z.number().int().positive().max(1_000_000),
});
const trades: z.infer<typeof Trade>[] = [
  { symbol: 'ACME', side: 'buy', quantity: 10 },
  { symbol: 'INIT', side: 'sell', quantity: 3 },
];

export const app: Express = express();

app.get('/prices', (req, res) => {
  const { symbol, count } = Prices.parse(req.query);
  res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  res.write(': welcome\n\n');
  for (let id = 1; id <= count; id++) {
    const data = JSON.stringify({ symbol, amount: 100 + id / 4 });
    res.write(`event: price\nid: ${id}\ndata: ${data}\n\n`);
  }
  res.end();
});

app.get('/trades', (_req, res) => {
  res.type('application/jsonl');
  for (const trade of trades) res.write(`${JSON.stringify(trade)}\n`);
  res.end();
});

app.post('/trades', express.json(), (req, res) => {
  const trade = Trade.parse(req.body);
  trades.push(trade);
  res.status(201).json(trade);
});

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  const status = error instanceof z.ZodError ? 400 : (error.status ?? 500);
  res.status(status).type('text/plain');
  res.send(status === 500 ? 'Internal error' : error.message);
};
app.use(onError);
