/** The customers of `legacy.yaml`: Swagger 2.0 with a base path and Basic authentication, with Express. */
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { z } from 'zod';

const Status = z.enum(['active', 'blocked']);
const Customer = z.object({
  name: z.string().min(1),
  status: Status.optional(),
  address: z
    .object({
      street: z.string().optional(),
      zip: z
        .string()
        .regex(/^[0-9]{5}$/)
        .optional(),
    })
    .optional(),
});
const Form = z.object({ name: z.string().min(1).optional(), status: Status.optional() });
const Id = z
  .string()
  .regex(/^-?[0-9]+$/)
  .transform(BigInt);
const Listing = z.object({
  status: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(Status).optional(),
  ),
  ids: z
    .string()
    .transform((text) => (text === '' ? [] : text.split(',')))
    .pipe(z.array(Id))
    .optional(),
});

const customers = new Map<bigint, z.infer<typeof Customer> & { id: number }>();
let lastId = 0;

const authenticate: RequestHandler = (req, res, next) => {
  const [scheme, token = ''] = (req.get('Authorization') ?? '').split(' ');
  const isKnown =
    scheme?.toLowerCase() === 'basic' && Buffer.from(token, 'base64').toString() === 'shop:secret';
  if (isKnown) next();
  else res.status(401).set('WWW-Authenticate', 'Basic realm="shop"').end();
};

const router = express.Router();
router.use(authenticate);

router.get('/customers', (req, res) => {
  const { status, ids } = Listing.parse(req.query);
  const found = [...customers.values()]
    .filter((each) => !status || (each.status && status.includes(each.status)))
    .filter((each) => !ids || ids.includes(BigInt(each.id)));
  res.json(found);
});

router.post('/customers', express.json(), (req, res) => {
  const customer = { ...Customer.parse(req.body), id: ++lastId };
  customers.set(BigInt(customer.id), customer);
  res.json(customer);
});

router.get('/customers/:id', (req, res) => {
  const customer = customers.get(Id.parse(req.params.id));
  if (customer) res.json(customer);
  else res.sendStatus(404);
});

router.post('/customers/:id', express.urlencoded({ extended: false }), (req, res) => {
  const id = Id.parse(req.params.id);
  const form = Form.parse(req.body ?? {});
  const customer = customers.get(id);
  if (!customer) {
    res.sendStatus(404);
    return;
  }
  Object.assign(customer, form);
  res.json(customer);
});

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  const code = error instanceof z.ZodError ? 400 : (error.status ?? 500);
  res.status(code).json({ code, message: code < 500 ? error.message : 'Internal error' });
};

export const app: Express = express();
app.use('/api/v1', router);
app.use(onError);
