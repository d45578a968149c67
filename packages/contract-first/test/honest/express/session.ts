/** The members of `session.yaml`: a session in a cookie, with Express. */
import { randomBytes } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';

type Profile = { username: string; displayName: string; newsletter: boolean };
const passwords = new Map([['ada', 'correct horse']]);
const profiles = new Map<string, Profile>([
  ['ada', { username: 'ada', displayName: 'Ada', newsletter: false }],
]);
const sessions = new Map<string, string>();
const LANGUAGES = ['en', 'de', 'fr'];

function cookiesOf(header: string | undefined): Map<string, string> {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', value = '']) => [name, decodeURIComponent(value)]));
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const requireSession: RequestHandler = (req, res, next) => {
  const sid = cookiesOf(req.headers.cookie).get('sid') ?? '';
  const profile = profiles.get(sessions.get(sid) ?? '');
  if (!profile) {
    res.status(401).json({ error: 'Please sign in' });
    return;
  }
  res.locals.profile = profile;
  res.locals.sid = sid;
  next();
};

const router = express.Router();

router.post('/login', (req, res) => {
  const { username, password } = isObject(req.body) ? req.body : {};
  if (!isText(username) || !isText(password)) {
    res.status(400).json({ error: 'username and password are required' });
    return;
  }
  if (passwords.get(username) !== password) {
    res.status(401).json({ error: 'Wrong name or password' });
    return;
  }
  const sid = randomBytes(16).toString('hex');
  sessions.set(sid, username);
  res.cookie('sid', sid, { httpOnly: true, sameSite: 'lax', path: '/app' }).status(204).end();
});

router.get('/me', requireSession, (req, res) => {
  const lang = cookiesOf(req.headers.cookie).get('lang');
  if (lang !== undefined && !LANGUAGES.includes(lang)) {
    res.status(400).json({ error: `Unknown language ${lang}` });
    return;
  }
  res.json({ ...res.locals.profile, lang });
});

router.patch('/me', requireSession, (req, res) => {
  const body: unknown = req.body;
  const refuse = (error: string) => res.status(400).json({ error });
  if (!isObject(body) || Object.keys(body).length === 0) return void refuse('Nothing to change');
  for (const [name, value] of Object.entries(body)) {
    if (name === 'displayName') {
      const length = typeof value === 'string' ? [...value].length : 0;
      if (length < 2 || length > 40) return void refuse('displayName has 2 to 40 characters');
    } else if (name === 'newsletter') {
      if (typeof value !== 'boolean') return void refuse('newsletter is true or false');
    } else return void refuse(`Unknown field ${name}`);
  }
  Object.assign(res.locals.profile, body);
  res.json(res.locals.profile);
});

router.post('/logout', requireSession, (_req, res) => {
  sessions.delete(res.locals.sid);
  res.clearCookie('sid', { path: '/app' }).status(204).end();
});

const onError: ErrorRequestHandler = (error, _req, res, _next) => {
  const status = error.status ?? 500;
  res.status(status).json({ error: status < 500 ? error.message : 'Internal error' });
};

export const app: Express = express();
app.use(express.json());
app.use('/app', router);
app.use(onError);
