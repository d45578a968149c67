/**
 * Reads the body of an operation by its media type.
 *
 * @module
 */
import type { Context } from 'hono';
import type { Environment } from '../environment.ts';
import { ProblemError } from '../problems/problemError.ts';
import { invalidRequest } from '../problems/validation.ts';
import type { Check } from '../routing/chain.ts';
import { IncomingForm } from './form.ts';
import { urlencodedFields } from './formFields.ts';
import { arrivedJson, readJson } from './jsonBody.ts';
import type { BodyPlan, Media } from './media.ts';
import { isStreamed, mediaFor } from './media.ts';
import type { BodyLimit } from './readBody.ts';
import { readText } from './textBody.ts';

/** A body as a handler gets it. */
export type BodyInput = { body?: unknown; form?: unknown; content?: unknown };

/**
 * Accepts only bodies of the documented media types, and reads those that are not streamed.
 *
 * @throws ProblemError `unsupported_media_type`, `payload_too_large`, `request_timeout` or
 *   `invalid_request`
 */
export function receiveBody(plan: BodyPlan, limit: BodyLimit): Check {
  const isOneForm = !plan.isUnion && plan.media.every(({ kind }) => kind === 'multipart');
  const isRaw = plan.media.every(({ kind }) => kind === 'bytes' || kind === 'text');
  return (c) => {
    const contentType = c.req.header('Content-Type') ?? '';
    if (!plan.isRequired && !hasBody(c)) {
      // A handler that reads a stream gets an empty one.
      if (plan.isUnion || !isStreamed(plan)) return;
    }
    const isMissing = contentType.trim() === '' && !plan.isRequired;
    const media = mediaFor(plan, contentType) ?? (isRaw && isMissing ? plan.media[0] : undefined);
    // A form itself refuses what is none, when it is read.
    if (!media && !isOneForm) {
      const accepted = plan.media.map(({ essence }) => essence).join(' or ');
      throw new ProblemError('unsupported_media_type', `Send the body as ${accepted}`);
    }
    const received = media ?? plan.media[0];
    if (!received) return;
    c.set('media', received);
    if (received.kind === 'json') {
      const json = readJson(c, limit);
      if (json instanceof Promise) return json.then((read) => c.set('json', read));
    } else if (received.kind === 'form' || (received.kind === 'text' && plan.isUnion)) {
      return readText(c, limit).then((text) => c.set('text', text));
    }
  };
}

/** Whether a request has a body. Chunks may turn out to be empty, but announce one. */
const hasBody = (c: Context<Environment>): boolean =>
  c.req.header('Transfer-Encoding') !== undefined || Number(c.req.header('Content-Length')) > 0;

/** Validates what `receiveBody` has read. */
export function bodyReader(plan: BodyPlan | undefined): (c: Context<Environment>) => BodyInput {
  if (!plan) return () => ({});
  return (c) => {
    const media = c.get('media');
    if (!media) return {};
    if (plan.isUnion) {
      const mediaType = media.essence.includes('*') ? sentType(c) : media.name;
      return { body: { mediaType, value: unionValue(c, media) } };
    }
    switch (media.kind) {
      case 'json':
      case 'form':
        return { body: validated(c, media) };
      case 'multipart':
        return { form: formOf(c, media) };
      default:
        return { content: c.env.incoming };
    }
  };
}

const sentType = (c: Context<Environment>): string =>
  (c.req.header('Content-Type') ?? 'application/octet-stream')
    .split(';')[0]
    ?.trim()
    .toLowerCase() ?? '';

function unionValue(c: Context<Environment>, media: Media): unknown {
  if (media.kind === 'multipart') return formOf(c, media);
  return media.kind === 'bytes' ? c.env.incoming : validated(c, media);
}

function validated(c: Context<Environment>, media: Media): unknown {
  const value = parsed(c, media);
  if (!media.parse) return value;
  const result = media.parse(value);
  if (!result.success) throw invalidRequest('body', result.error);
  return result.data;
}

function parsed(c: Context<Environment>, { kind, fields = [] }: Media): unknown {
  if (kind === 'json') return arrivedJson(c);
  const text = c.get('text') ?? '';
  return kind === 'form' ? urlencodedFields(text, fields) : text;
}

const formOf = (c: Context<Environment>, { schema, fields }: Media): IncomingForm<unknown> =>
  new IncomingForm(c.env.incoming, schema, fields);
