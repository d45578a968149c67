import { isUtf8 } from 'node:buffer';
import type { Context } from 'hono';
import type { Environment } from '../environment.ts';
import { invalidFields } from '../problems/problemError.ts';
import { type BodyLimit, readBody } from './readBody.ts';

/**
 * The text of a request's body.
 *
 * @throws ProblemError `payload_too_large`, `request_timeout`, or `invalid_request` if it is not in the
 *   charset that the request names, UTF-8 by default
 */
export async function readText(c: Context<Environment>, limit: BodyLimit): Promise<string> {
  const body = await readBody(c.env.incoming, limit);
  const [, charset = 'utf-8'] =
    /;\s*charset="?([\w-]+)/i.exec(c.req.header('Content-Type') ?? '') ?? [];
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body);
  } catch (cause) {
    const message = isUtf8(body)
      ? `Unknown charset "${charset}"`
      : `Must be ${charset.toUpperCase()}`;
    throw invalidFields([{ pointer: '#/body', message }], cause);
  }
}
