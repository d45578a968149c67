/** The notes of `notes.yaml`, with Express and Zod. */
import { createHash, randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import { z } from 'zod';

const NoteInput = z.strictObject({
  title: z.string().min(1).max(200),
  text: z.string().max(10_000),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullish(),
});
type Note = z.infer<typeof NoteInput> & { id: string; createdAt: string; updatedAt: string };

class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const notes = new Map<string, Note>();

function find(req: Request): Note {
  const id = z.guid().parse(req.params.id).toLowerCase();
  const note = notes.get(id);
  if (!note) throw new HttpError(404, 'Not Found');
  return note;
}

const etagOf = (note: Note) =>
  `"${createHash('sha1').update(JSON.stringify(note)).digest('base64url')}"`;

/** RFC 9110, section 13.1.1. */
function checkIfMatch(req: Request, note: Note): void {
  const given = req.get('If-Match');
  if (given === undefined || given === '*') return;
  const tags = given.split(',').map((tag) => tag.trim());
  if (!tags.includes(etagOf(note))) throw new HttpError(412, 'Precondition Failed');
}

export const app: Express = express();
// The tag is that of the note, not of the response.
app.disable('etag');
app.use(express.json());

app.post('/notes', (req, res) => {
  const now = new Date().toISOString();
  const note = { ...NoteInput.parse(req.body), id: randomUUID(), createdAt: now, updatedAt: now };
  notes.set(note.id, note);
  res.status(201).location(`/notes/${note.id}`).set('ETag', etagOf(note)).json(note);
});

app
  .route('/notes/:id')
  .get((req, res) => {
    const note = find(req);
    // Express answers 304 by itself if `If-None-Match` has this tag.
    res.set('ETag', etagOf(note)).json(note);
  })
  .put((req, res) => {
    const input = NoteInput.parse(req.body);
    const note = find(req);
    if (req.get('If-Match') === undefined) throw new HttpError(428, 'Precondition Required');
    checkIfMatch(req, note);
    const { id, createdAt } = note;
    const changed = { ...input, id, createdAt, updatedAt: new Date().toISOString() };
    notes.set(id, changed);
    res.set('ETag', etagOf(changed)).json(changed);
  })
  .delete((req, res) => {
    const note = find(req);
    checkIfMatch(req, note);
    notes.delete(note.id);
    res.status(204).end();
  })
  .all((_req, res) => {
    res.set('Allow', 'GET, HEAD, PUT, DELETE');
    throw new HttpError(405, 'Method Not Allowed');
  });

app.use(() => {
  throw new HttpError(404, 'Not Found');
});
const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  const isInvalid = error instanceof z.ZodError;
  const status = isInvalid ? 400 : (error.status ?? 500);
  const detail = isInvalid ? z.prettifyError(error) : undefined;
  const title = isInvalid ? 'Bad Request' : status < 500 ? error.message : 'Internal Server Error';
  res.status(status).type('application/problem+json');
  res.send(JSON.stringify({ type: 'about:blank', title, status, detail }));
};
app.use(onError);
