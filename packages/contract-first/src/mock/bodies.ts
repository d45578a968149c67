/**
 * Reads request bodies by media type and validates them.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { essenceOf, isJson, mediaTypeIn } from '../contract/contract.ts';
import { describeFaults } from '../contract/index.ts';
import { type FormPart, formParts, isForm } from '../contract/reading/formParts.ts';
import { fieldsOf } from '../contract/reading/forms.ts';
import type { Texts } from '../contract/reading/texts.ts';
import type { BoundOperation, JsonSchema, MediaType } from '../document/model.ts';
import { faultsOf } from './faults.ts';
import type { MockOptions } from './options.ts';
import { invalidFields, ProblemError } from './problemError.ts';
import type { RequestSchemas } from './requestSchemas.ts';
import { isSequence, itemsOf } from './sequences.ts';

export type ReceivedBody = {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};

export type BodyOptions = Pick<MockOptions, 'needsMediaType' | 'takesAnyBytes'>;

/** What any bytes are, whatever else they may be (RFC 2046, section 4.5.1). */
const OCTETS = 'application/octet-stream';
const URLENCODED = 'application/x-www-form-urlencoded';

/** Escapes in the order in which they stand, so that none is taken for a part of another. */
const ESCAPE = /\\(?:ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|(ud[89a-f][\da-f]{2})|.)/gis;

export class Bodies {
  readonly #schemas: RequestSchemas;
  readonly #texts: Texts;
  readonly #needsMediaType: boolean;
  readonly #takesAnyBytes: boolean;

  constructor(
    schemas: RequestSchemas,
    texts: Texts,
    { needsMediaType = false, takesAnyBytes = false }: BodyOptions,
  ) {
    this.#schemas = schemas;
    this.#texts = texts;
    this.#needsMediaType = needsMediaType;
    this.#takesAnyBytes = takesAnyBytes;
  }

  /**
   * JSON parsed; the fields of a form, files as `File`; other bytes as they came.
   *
   * @throws ProblemError `invalid_request`, `unsupported_media_type` or `unsupported_content_coding`
   */
  async read(operation: BoundOperation, { headers, body }: ReceivedBody): Promise<unknown> {
    const { requestBody } = operation;
    if (!requestBody) return undefined;
    const contentType = String(headers['content-type'] ?? '');
    const type = essenceOf(contentType);
    const { content } = requestBody;
    const types = Object.keys(content);
    const media = type === '' ? undefined : mediaTypeIn(content, type);
    refuseCoded(headers['content-encoding']);
    if (this.#takesAnyBytes && OCTETS in content && (!media || media === content[OCTETS])) {
      return body;
    }
    // A form of which every field is left out is empty.
    const mayBeEmpty = media && (type === URLENCODED || isBytes(type, media));
    const isEmptyBody = media ? mayBeEmpty && isSent(headers) : type !== '';
    const isMissing = body.length === 0 && !isEmptyBody;
    if (isMissing && !requestBody.required) return undefined;
    if (!media && (!isMissing || this.#needsMediaType)) {
      throw new ProblemError('unsupported_media_type', `Send the body as ${types.join(', ')}`);
    }
    if (isMissing || !media) throw invalidFields([{ pointer: '#/body', message: 'is required' }]);
    if (isForm(type)) {
      const parts = await formParts(contentType, new Uint8Array(body));
      if (!parts) throw invalidFields([{ pointer: '#/body', message: 'is not a form' }]);
      return this.#fields(operation, media, parts);
    }
    return this.#valueOf(type, media, body);
  }

  async #fields(
    { responses }: BoundOperation,
    media: MediaType,
    parts: readonly FormPart[],
  ): Promise<unknown> {
    const { values, files, wrongTypes } = await fieldsOf(this.#texts, media, parts);
    if (media.schema) this.#check(media.schema, values);
    if (wrongTypes.length === 0) return { ...values, ...files };
    if (!('415' in responses)) throw invalidFields(wrongTypes);
    const detail = describeFaults(wrongTypes);
    throw new ProblemError('unsupported_media_type', detail, { errors: wrongTypes });
  }

  #valueOf(type: string, media: MediaType, body: Buffer): unknown {
    const { schema, itemSchema } = media;
    if (itemSchema && isSequence(type)) {
      const items = itemsOf(type, textOf(body), parsedJson);
      for (const [at, item] of items.entries()) this.#check(itemSchema, item, `/${at}`);
      if (schema) this.#check(schema, items);
      return items;
    }
    if (isJson(type)) {
      const value = parsedJson(textOf(body));
      if (schema) this.#check(schema, value);
      return value;
    }
    // Of XML, only its well-formedness could be checked.
    if (schema && type.startsWith('text/') && !type.endsWith('xml')) {
      this.#check(schema, this.#texts.whole(schema, body.toString('utf8')));
    }
    return body;
  }

  /** Defaults are filled in. */
  #check(schema: JsonSchema, value: unknown, at = ''): void {
    const errors = this.#schemas.check(schema, value);
    if (errors.length === 0) return;
    const placed = errors.map(
      (error): ErrorObject => ({ ...error, instancePath: at + error.instancePath }),
    );
    throw invalidFields(faultsOf('body', placed));
  }
}

/** Whether content is bytes for which none at all are a value, too. */
const isBytes = (type: string, { schema }: MediaType): boolean =>
  !isJson(type) && !/form|xml|^text\//.test(type) && schema?.type !== 'object';

/** Whether a request has a body, which may be empty (RFC 9112, section 6.3). */
const isSent = (headers: ReceivedBody['headers']): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

/** @throws ProblemError `unsupported_content_coding` (RFC 9110, section 15.5.16) */
function refuseCoded(header: string | string[] | undefined): void {
  const codings = String(header ?? '').split(',');
  if (codings.every((coding) => /^(identity)?$/i.test(coding.trim()))) return;
  const detail = 'Send the body as it is, without Content-Encoding';
  const headers = { 'Accept-Encoding': 'identity' };
  throw new ProblemError('unsupported_content_coding', detail, { headers });
}

/** Text that is Unicode (RFC 8259, section 8.1; RFC 7493, section 2.1). */
function textOf(body: Buffer): string {
  if (!isUtf8(body)) throw invalidFields([{ pointer: '#/body', message: 'is not UTF-8' }]);
  for (const [written, lone] of body.toString('latin1').matchAll(ESCAPE)) {
    if (lone === undefined) continue;
    const message = `has one half of a character: ${written}`;
    throw invalidFields([{ pointer: '#/body', message }]);
  }
  // A byte order mark may be passed over (RFC 8259, section 8.1).
  return body.toString('utf8').replace(/^\ufeff/, '');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidFields([{ pointer: '#/body', message: 'is not JSON' }]);
  }
}
