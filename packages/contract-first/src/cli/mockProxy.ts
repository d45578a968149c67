/**
 * The flags of `contract mock` about a real server, and about recordings.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import type { ProxyOptions, RecordingOptions } from '../mock/index.ts';
import { type Options, UsageError } from './command.ts';
import type { Terminal } from './terminal.ts';

export const proxyFlags = {
  proxy: {
    type: 'string',
    value: 'URL',
    description: 'Real server that answers what no handler and no state does',
  },
  'proxy-only': {
    type: 'boolean',
    description: 'Let the real server answer every request; needs --proxy',
  },
  'proxy-errors': {
    type: 'boolean',
    description:
      'Refuse requests and responses that the document does not allow; without it, the log shows them',
  },
  'proxy-timeout': {
    type: 'string',
    value: 'SECONDS',
    description: 'How long the real server may be silent before its response (default: 30)',
  },
  'proxy-ca': {
    type: 'string',
    value: 'FILE',
    description: 'Certificates (PEM) of your own authority, for a real server with https',
  },
  replay: {
    type: 'string',
    value: 'FILE',
    multiple: true,
    description: 'Answer with the responses of this recording (HAR 1.2) if they have the request',
  },
  record: {
    type: 'string',
    value: 'FILE',
    description: 'Record all exchanges as HAR 1.2; a recording of the mock is continued',
  },
  'record-limit': {
    type: 'string',
    value: 'BYTES',
    description: 'Longest body that is recorded in full (default: 1048576)',
  },
  'record-secrets': {
    type: 'boolean',
    description: 'Record credentials, cookies and passwords, too, which are `***` otherwise',
  },
} as const satisfies Options;

type Given = {
  readonly [Name in keyof typeof proxyFlags]?: string | boolean | readonly string[] | undefined;
};

/** The longest time, in seconds, and the longest body, in bytes. */
const LONGEST = { seconds: 3600, bytes: 256 * 1024 * 1024 } as const;

/** @throws UsageError that names a wrong flag, or one that does not go with the others */
export async function proxyOptions(values: Given): Promise<ProxyOptions | undefined> {
  const { proxy: url } = values;
  if (typeof url !== 'string') {
    const extra = ['proxy-only', 'proxy-errors', 'proxy-timeout', 'proxy-ca'].find(
      (name) => Reflect.get(values, name) !== undefined,
    );
    if (extra !== undefined) throw new UsageError(`--${extra} needs --proxy URL`);
    return undefined;
  }
  const seconds = numberOf('proxy-timeout', values['proxy-timeout'], LONGEST.seconds);
  return {
    url,
    isOnly: values['proxy-only'] === true,
    refuses: values['proxy-errors'] === true,
    timeout: seconds === undefined ? undefined : seconds * 1000,
    ca: await certificates(values['proxy-ca']),
  };
}

/** @throws UsageError that names a wrong flag, or one that does not go with the others */
export function recordingOptions(values: Given, terminal: Terminal): RecordingOptions | undefined {
  const { record: file } = values;
  const limit = numberOf('record-limit', values['record-limit'], LONGEST.bytes);
  const keepsSecrets = values['record-secrets'] === true;
  if (typeof file !== 'string') {
    if (limit !== undefined) throw new UsageError('--record-limit needs --record FILE');
    if (keepsSecrets) throw new UsageError('--record-secrets needs --record FILE');
    return undefined;
  }
  return { file, limit, keepsSecrets, onNote: (text) => terminal.note(text) };
}

function numberOf(name: string, given: unknown, most: number) {
  if (typeof given !== 'string') return undefined;
  if (/^\d+$/.test(given) && Number(given) >= 1 && Number(given) <= most) return Number(given);
  throw new UsageError(`--${name} must be a number from 1 to ${most}, not "${given}"`);
}

async function certificates(file: unknown): Promise<string | undefined> {
  if (typeof file !== 'string') return undefined;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`Cannot read ${file}: ${message}`);
  });
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new UsageError(`${file} has no certificate in the form PEM`);
}
