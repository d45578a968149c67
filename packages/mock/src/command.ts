/**
 * Parses the flags of the command.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import type { MockOptions } from './mock.ts';

export const help = `Usage: file-organizer-mock [options]

Answers every operation of the File Organizer API with the example from its contract or, with
--stateful, from its own state. A request can select another response: Prefer: code=429,
Prefer: example=<key>, Prefer: dynamic=true.

  --port <number>    Port to listen on; 0 picks a free one (4010)
  --host <address>   Address to listen on (127.0.0.1)
  --stateful         Keep state: uploaded files are listed, jobs run and finish, events report
                     what happens. Starts with the files, jobs and users of the contract's
                     examples; sign in as admin or jane with "correct horse battery staple". Every
                     API key belongs to the administrator, except those created here.
  --web              Serve the web page at /, and print a link that signs you in; implies --stateful
  --dynamic          Generate bodies from their schemas instead of using the examples
  --seed <text>      Make --dynamic and --errors reproducible
  --delay <ms>       Delay each response (0)
  --errors <share>   Answer this share of the requests, from 0 to 1, with one of the temporary errors
                     that the operation lists: 429, 500 and 503 (0)
  --rate-limits      Apply the rate limits of the contract, with 429 and Retry-After. Without it, the
                     headers report a full quota.
  --cors <origins>   Origins whose pages may use the mock, separated by commas, * for all, or
                     none (*)
  --quiet            Do not log requests; they are logged to stderr otherwise
  --version          Print the version
  --help             Print this help
`;

export type CommandOptions = MockOptions & {
  readonly port: number;
  readonly host: string;
  /** Whether to omit the line for each request. */
  readonly quiet: boolean;
};
export type Command =
  | { readonly show: 'help' | 'version' }
  | { readonly show: 'mock'; readonly options: CommandOptions };

/** @throws Error with a message that names the wrong flag */
export function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      stateful: { type: 'boolean', default: false },
      web: { type: 'boolean', default: false },
      dynamic: { type: 'boolean', default: false },
      seed: { type: 'string' },
      delay: { type: 'string', default: '0' },
      errors: { type: 'string', default: '0' },
      'rate-limits': { type: 'boolean', default: false },
      cors: { type: 'string', default: '*' },
      quiet: { type: 'boolean', default: false },
      version: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return { show: 'help' };
  if (values.version) return { show: 'version' };
  const { host, web, dynamic, seed } = values;
  const stateful = values.stateful || web;
  if (stateful && dynamic) {
    throw new Error(`${web ? '--web' : '--stateful'} and --dynamic cannot be combined`);
  }
  return {
    show: 'mock',
    options: {
      host,
      port: numberIn('--port', values.port, /^\d+$/, 65_535),
      delay: numberIn('--delay', values.delay, /^\d+$/, 600_000),
      errors: numberIn('--errors', values.errors, /^(\d+(\.\d+)?|\.\d+)$/, 1),
      stateful,
      web,
      dynamic,
      rateLimits: values['rate-limits'],
      cors: originsIn(values.cors),
      quiet: values.quiet,
      ...(seed !== undefined && { seed }),
    },
  };
}

function numberIn(flag: string, text: string, form: RegExp, most: number): number {
  if (form.test(text) && Number(text) <= most) return Number(text);
  throw new Error(`${flag} must be a number from 0 to ${most}, not ${JSON.stringify(text)}`);
}

function originsIn(text: string): readonly string[] {
  if (text === 'none') return [];
  const origins = text.split(',').map((origin) => origin.trim());
  const wrong = origins.find((each) => each !== '*' && !isOrigin(each));
  if (wrong === undefined) return origins;
  const example = 'such as http://localhost:5173';
  throw new Error(`--cors must be origins ${example}, *, or none, not ${JSON.stringify(wrong)}`);
}

/** RFC 6454, section 6.2. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
