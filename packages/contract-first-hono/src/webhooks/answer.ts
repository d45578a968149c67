/**
 * Reads what a receiver answers.
 *
 * @module
 */
import { tooMuchIn } from '../body/jsonBounds.ts';
import { essenceOf, isJson, statusKey } from '../operation.ts';
import { describeFaults } from '../problems/fieldFaults.ts';
import { faultsIn } from '../problems/validation.ts';
import { matching } from './body.ts';
import { type DocumentedMessage, type MessageAnswer, titleOf } from './documented.ts';
import { UnexpectedAnswerError } from './errors.ts';

/** The longest body that is read, in bytes. Receivers are strangers. */
const MOST = 1024 * 1024;
/** How much of a body errors have, in bytes. */
const BEGINNING = 4096;

/** An answer as it is returned. */
export type ReceivedAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly mediaType?: string;
  readonly body?: unknown;
};

/**
 * The answer to a message. A body that the document does not describe is not read.
 *
 * @throws UnexpectedAnswerError if the document does not list it, or it differs from what is listed
 */
export async function answerOf(
  message: DocumentedMessage,
  response: Response,
): Promise<ReceivedAnswer> {
  const { answers } = message;
  const { status, headers } = response;
  const documented = answers[statusKey(answers, status) ?? ''];
  const unexpected = (reason: string, bytes: Uint8Array) => {
    const text = new TextDecoder().decode(bytes.subarray(0, BEGINNING));
    return new UnexpectedAnswerError(titleOf(message), reason, { status, headers, text });
  };
  if (!documented) {
    const { bytes } = await readAtMost(response, BEGINNING);
    const isRedirect = status >= 300 && status < 400 && headers.has('Location');
    const more = isRedirect ? '; redirects are not followed' : '';
    throw unexpected(`the document lists ${Object.keys(answers).join(', ')}${more}`, bytes);
  }
  const [missing] = Object.entries(documented.headers ?? {}).filter(
    ([name, { required }]) => required && !headers.has(name),
  );
  if (missing) {
    const { bytes } = await readAtMost(response, BEGINNING);
    throw unexpected(`the header ${missing[0]} is missing`, bytes);
  }
  const answer = { status, ...headersOf(documented, headers) };
  const listed = Object.keys(documented.content ?? {});
  if (listed.length === 0) {
    await response.body?.cancel();
    return answer;
  }
  const { bytes, isWhole } = await readAtMost(response, MOST);
  const mediaType = headers.get('Content-Type') ?? '';
  const key = matching(listed, mediaType);
  if (key === undefined) {
    const named = essenceOf(mediaType) || 'none';
    throw unexpected(`the media type ${named} is not one of ${listed.join(', ')}`, bytes);
  }
  if (!isWhole) throw unexpected(`the body is longer than ${MOST} bytes`, bytes);
  const result = readValue(bytes, mediaType, documented.content?.[key] ?? {});
  if ('reason' in result) throw unexpected(result.reason, bytes);
  // A range stands for the media type that was sent.
  return { ...answer, mediaType: key.includes('*') ? mediaType : key, body: result.value };
}

function headersOf(
  { headers = {} }: MessageAnswer,
  sent: Headers,
): Pick<ReceivedAnswer, 'headers'> {
  const entries = Object.keys(headers).flatMap((name): [string, string][] => {
    const text = sent.get(name);
    return text === null || name.toLowerCase() === 'content-type' ? [] : [[name, text]];
  });
  return Object.keys(headers).length > 0 ? { headers: Object.fromEntries(entries) } : {};
}

type Value = { readonly value: unknown } | { readonly reason: string };

function readValue(
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
  { schema }: NonNullable<MessageAnswer['content']>[string],
): Value {
  const essence = essenceOf(mediaType);
  if (essence.startsWith('text/') && !isJson(essence)) {
    return { value: new TextDecoder().decode(bytes) };
  }
  if (!isJson(essence)) return { value: bytes };
  const tooMuch = tooMuchIn(bytes);
  if (tooMuch !== undefined) return { reason: `its JSON ${asClause(tooMuch)}` };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return { reason: 'the body is not valid JSON' };
  }
  if (!schema) return { value };
  const { error, data } = schema.safeParse(value);
  return error ? { reason: describeFaults(faultsIn('body', error)) } : { value: data };
}

const asClause = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);

/** The beginning of a body, and whether that is all of it. The rest is not read. */
async function readAtMost(
  { body }: Response,
  most: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly isWhole: boolean }> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the body.
  for await (const piece of body ?? []) {
    pieces.push(piece);
    length += piece.length;
    if (length > most) break;
  }
  const bytes = new Uint8Array(Buffer.concat(pieces).subarray(0, most));
  return { bytes, isWhole: length <= most };
}
