/** The contacts of `bulk.yaml`: many in one request, with Express. */
import express, { type ErrorRequestHandler, type Express } from 'express';
import { z } from 'zod';

const Contact = z.object({
  name: z.string().min(1),
  phone: z.string().regex(/^\+[1-9][0-9]{6,14}$/),
  birthday: z.iso.date().optional(),
  address: z
    .object({
      country: z.string().refine((text) => [...text].length === 2),
      lines: z.array(z.string()).max(3).optional(),
    })
    .optional(),
});
const Bulk = z.object({ contacts: z.array(Contact).min(1).max(50) });
const page = z.coerce.number().int().min(1);
const Listing = z.object({
  'page[number]': page.default(1),
  'page[size]': page.max(100).default(20),
});

const contacts = new Map<string, z.infer<typeof Contact>>();

export const app: Express = express();
app.use(express.json({ limit: '1mb' }));

app.post('/contacts/bulk', (req, res) => {
  const results = Bulk.parse(req.body).contacts.map((contact, index) => {
    if (contacts.has(contact.phone)) {
      return { index, status: 409, error: `${contact.phone} is known` };
    }
    contacts.set(contact.phone, contact);
    return { index, status: 201 };
  });
  res.status(results.every(({ status }) => status === 201) ? 200 : 207).json({ results });
});

app.get('/contacts', (req, res) => {
  const { 'page[number]': number, 'page[size]': size } = Listing.parse(req.query);
  const data = [...contacts.values()].slice((number - 1) * size, number * size);
  res.type('application/vnd.contacts+json');
  res.send(JSON.stringify({ data, meta: { total: contacts.size } }));
});

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof z.ZodError) {
    res.status(400).json({ errors: error.issues.map(({ message }) => message) });
    return;
  }
  const status = error.status ?? 500;
  res.status(status).json({ errors: [status < 500 ? error.message : 'Internal error'] });
};
app.use(onError);
