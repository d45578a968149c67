/** The payments of `payments.yaml`: idempotency keys, with Express. */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { z } from 'zod';

const Input = z.strictObject({
  amount: z.int().min(1).max(99_999_999),
  currency: z.enum(['EUR', 'USD', 'JPY']),
  reference: z.string().max(35).optional(),
  metadata: z
    .record(z.string(), z.string().max(100))
    .refine((data) => Object.keys(data).length <= 5)
    .optional(),
});
const Key = z.string().min(8).max(64);
type Payment = z.infer<typeof Input> & {
  id: string;
  status: 'succeeded' | 'refunded';
  created: number;
};
const payments = new Map<string, Payment>();
const byKey = new Map<string, { path: string; body: unknown; status: number; answer: Payment }>();

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Answers as before if the key has been seen, else keeps the answer for it. */
function once(
  res: Response,
  key: string | undefined,
  request: { path: string; body: unknown },
  work: () => [status: number, answer: Payment],
): void {
  const before = key === undefined ? undefined : byKey.get(key);
  if (before) {
    if (before.path !== request.path || !isDeepStrictEqual(before.body, request.body)) {
      throw new Refusal(409, 'key_reused', 'This key came with another request');
    }
    res.status(before.status).json(before.answer);
    return;
  }
  const [status, answer] = work();
  if (key !== undefined) byKey.set(key, { ...request, status, answer: { ...answer } });
  res.status(status).json(answer);
}

function find(id: string): Payment {
  const payment = payments.get(id);
  if (!payment) throw new Refusal(404, 'not_found', 'No such payment');
  return payment;
}

export const app: Express = express();
app.use((req, res, next) => {
  const token = /^basic (.+)$/i.exec(req.get('Authorization') ?? '')?.[1] ?? '';
  if (Buffer.from(token, 'base64').toString() === 'merchant:secret') return next();
  res.set('WWW-Authenticate', 'Basic realm="payments", charset="UTF-8"');
  res.status(401).json({ code: 'unauthorized', message: 'Authenticate' });
});
app.use(express.json());

app.post('/v1/payments', (req, res) => {
  const key = Key.parse(req.get('Idempotency-Key'));
  const input = Input.parse(req.body);
  once(res, key, { path: req.path, body: input }, () => {
    const id = `pay_${randomBytes(8).toString('hex')}`;
    const created = Math.floor(Date.now() / 1000);
    const payment: Payment = { ...input, id, status: 'succeeded', created };
    payments.set(id, payment);
    return [201, payment];
  });
});

app.get('/v1/payments/:id', (req, res) => {
  res.json(find(req.params.id));
});

app.post('/v1/payments/:id/refund', (req, res) => {
  const key = Key.optional().parse(req.get('Idempotency-Key'));
  const payment = find(req.params.id);
  once(res, key, { path: req.path, body: undefined }, () => {
    if (payment.status === 'refunded') throw new Refusal(409, 'refunded', 'Refunded before');
    payment.status = 'refunded';
    return [200, payment];
  });
});

app.use(() => {
  throw new Refusal(404, 'not_found', 'No such path');
});
const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof Refusal) {
    res.status(error.status).json({ code: error.code, message: error.message });
  } else if (error instanceof z.ZodError || error.status < 500) {
    res.status(400).json({ code: 'invalid', message: error.message });
  } else {
    res.status(500).json({ code: 'internal', message: 'Internal error' });
  }
};
app.use(onError);
