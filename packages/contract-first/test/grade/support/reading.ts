/** How the reference client reads responses. */
import { parseJson } from '../../../src/grade/losslessJson.ts';
import { isFields } from './encoding.ts';
import { has } from './faults.ts';
import { operations } from './operations.ts';

/** The server has answered with an error. */
export class StatusError extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: unknown, url = '') {
    super(`Status ${status} ${has('say-secrets') ? url : ''}`);
    this.status = status;
    this.body = body;
  }
}

/** What a response means. */
export async function readResponse(
  id: string,
  response: Response,
): Promise<{ status: number; body?: unknown }> {
  const { status } = response;
  const type = (response.headers.get('content-type') ?? '').toLowerCase();
  const [, charset = 'utf-8'] = /charset=([^;\s]+)/.exec(type) ?? [];
  const bytes = await bytesOf(response);
  const isHalf = has('half') && bytes.length < 5;
  const text = has('utf16')
    ? bytes.toString('latin1')
    : new TextDecoder(has('charset') ? 'utf-8' : charset).decode(bytes);
  const isError = has('errors-pass') ? false : !response.ok;
  if (isError || isHalf) {
    if (has('error-parse') && !isFields(parseJson(text))) throw new SyntaxError('No object');
    let body: unknown = text;
    try {
      body = /json/.test(type) ? parseJson(text) : text;
    } catch {
      // the status says more
    }
    throw new StatusError(
      status,
      has('error-json') && !/^application\/json/.test(type) ? undefined : body,
      response.url,
    );
  }
  const operation = operations.get(id);
  const content =
    operation?.responses[String(status === 203 && !has('exact-status') ? 200 : status)]?.content;
  if (status === 204 || !content) return { status };
  const documented = Object.keys(content);
  if (documented[0] === 'application/octet-stream') {
    return {
      status,
      body: {
        $bytes: has('bytes') ? Buffer.from(text).toString('base64') : bytes.toString('base64'),
      },
    };
  }
  const isText = documented.includes('text/plain') && /^text\//.test(type);
  if (isText) return { status, body: has('guess') ? guessed(text) : text };
  if (has('by-type') && !/json/.test(type)) return { status, body: text };
  if (has('lenient') && !/^[{[]/.test(text)) return { status, body: text };
  if (has('empty-object') && text === '') return { status, body: {} };
  if (has('exact-type') && type !== 'application/json') throw new SyntaxError(type);
  const value = has('digits') ? JSON.parse(text) : parseJson(text);
  return {
    status,
    body: has('closed')
      ? validated(id, value)
      : has('status-200') && status !== 200
        ? undefined
        : value,
  };
}

/** All bytes of a response; with the fault `salvage`, what has arrived of a broken one. */
async function bytesOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk);
  } catch (error) {
    if (!has('salvage')) throw error;
  }
  return Buffer.concat(chunks);
}

const guessed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Refuses what the document does not know yet, and loses what is null. */
function validated(operation: string, value: unknown): unknown {
  if (!isFields(value)) return value ?? undefined;
  if (
    operation === 'getTree' &&
    (!['apple', 'pear', 'plum'].includes(String(value.kind)) || 'age' in value)
  ) {
    throw new SyntaxError('Not in the document');
  }
  if (operation === 'readPlant' && !['apple', 'rose'].includes(String(value.type)))
    throw new SyntaxError('Not in the union');
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
}
