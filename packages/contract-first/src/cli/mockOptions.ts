/**
 * The flags of `contract mock` that say how it answers.
 *
 * @module
 */
import { CONTROL_PATH, type MockServerOptions } from '../mock/index.ts';
import { type Options, UsageError } from './command.ts';

/** The longest time, in milliseconds. */
const LONGEST = 600_000;

export const mockOptions = {
  port: { type: 'string', value: 'N', description: 'Port; 0 picks a free one (default: 4010)' },
  host: {
    type: 'string',
    value: 'ADDRESS',
    description: 'Address to listen on (default: 127.0.0.1)',
  },
  dynamic: { type: 'boolean', description: 'Generate bodies from their schemas' },
  seed: { type: 'string', value: 'TEXT', description: 'Generate the same values each time' },
  delay: {
    type: 'string',
    value: 'MS',
    description: 'Delay each response by milliseconds, such as 200 or 100-800',
  },
  errors: {
    type: 'string',
    value: 'SHARE',
    description: 'Answer this share of the requests, from 0 to 1, with a documented 429 or 5xx',
  },
  'rate-limits': {
    type: 'boolean',
    description: 'Apply `x-rate-limits`, and 60 requests a minute where 429 is documented',
  },
  cors: {
    type: 'string',
    value: 'ORIGINS',
    description:
      'Origins whose pages may use the mock, with commas between them, `*` or `none` (default: `*`)',
  },
  'stream-items': {
    type: 'string',
    value: 'N',
    description: 'Items of a streamed response; 0 sends until the client leaves (default: 5)',
  },
  'stream-interval': {
    type: 'string',
    value: 'MS',
    description: 'Milliseconds between two items of a stream (default: 100)',
  },
  'webhook-url': {
    type: 'string',
    value: 'URL',
    description: 'Where webhooks are sent by `POST /__mock/webhooks/NAME` and by --send',
  },
  'webhook-secret': {
    type: 'string',
    value: 'SECRET',
    description: 'Sign webhooks and callbacks (Standard Webhooks): `whsec_` and base64',
  },
  callbacks: {
    type: 'boolean',
    description: 'Send the callbacks of the document to the URLs in requests, on this machine only',
  },
  'allow-host': {
    type: 'string',
    value: 'HOST',
    multiple: true,
    description: 'Another host to which webhooks and callbacks may be sent',
  },
  control: {
    type: 'string',
    value: 'PATH',
    description: `Path of the endpoints that reset the state and send webhooks, or none (default: ${CONTROL_PATH})`,
  },
  'message-interval': {
    type: 'string',
    value: 'MS',
    description: 'Milliseconds between messages of a channel; 0 sends none (default: 1000)',
  },
} as const satisfies Options;

type Given = {
  readonly [name in keyof typeof mockOptions]?: string | boolean | readonly string[] | undefined;
};

/** The options of the server, by the flags. @throws UsageError that names a wrong flag */
export function serverOptionsOf(values: Given) {
  const text = (name: keyof Given): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const number = (name: keyof Given, most: number, form = /^\d+$/): number | undefined => {
    const given = text(name);
    if (given === undefined) return undefined;
    if (form.test(given) && Number(given) <= most) return Number(given);
    throw new UsageError(`--${name} must be a number from 0 to ${most}, not "${given}"`);
  };
  return {
    port: portOf(text('port')),
    host: text('host') ?? '127.0.0.1',
    dynamic: values.dynamic === true,
    seed: text('seed'),
    delay: delayOf(text('delay')),
    errors: number('errors', 1, /^(\d+(\.\d+)?|\.\d+)$/),
    rateLimits: values['rate-limits'] === true,
    cors: originsOf(text('cors')),
    stream: {
      items: number('stream-items', 1_000_000),
      interval: number('stream-interval', LONGEST),
    },
    webhooks: {
      url: text('webhook-url'),
      secret: text('webhook-secret'),
      callbacks: values.callbacks === true,
      allowedHosts: Array.isArray(values['allow-host']) ? values['allow-host'] : [],
    },
    control: controlOf(text('control')),
    channels: { interval: number('message-interval', LONGEST), seed: text('seed') },
  } satisfies Partial<Omit<MockServerOptions, 'channels'>> & { channels: object };
}

const PORT = '4010';

function portOf(text = PORT): number {
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`The port must be between 0 and 65535: ${text}`);
}

function controlOf(path: string | undefined): string | false | undefined {
  if (path === undefined || /^(?:\/[\w.~-]+)+$/.test(path)) return path;
  if (path === 'none') return false;
  throw new UsageError(`--control must be a path such as ${CONTROL_PATH} or none, not "${path}"`);
}

function delayOf(text: string | undefined): number | readonly [number, number] | undefined {
  if (text === undefined) return undefined;
  const [, least = '', most = least] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  const isRange = Number(least) <= Number(most) && Number(most) <= LONGEST;
  if (least === '' || !isRange) {
    throw new UsageError(
      `--delay must be milliseconds up to ${LONGEST}, such as 200 or 100-800, not "${text}"`,
    );
  }
  return least === most ? Number(least) : [Number(least), Number(most)];
}

function originsOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (text === 'none') return [];
  const origins = text.split(',').map((each) => each.trim());
  const wrong = origins.find((each) => each !== '*' && !isOrigin(each));
  if (wrong === undefined) return origins;
  throw new UsageError(
    `--cors must be origins such as http://localhost:5173, "*" or "none", not "${wrong}"`,
  );
}

/** RFC 6454, section 6.2. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
