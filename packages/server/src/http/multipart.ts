import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { z } from 'zod';
import { Failure, invalidFields } from '../failure.ts';
import { invalidRequest } from './validation.ts';

/** What a form's file became, and the text fields beside it. */
export type Received<T, Fields> = {
  readonly file: T;
  readonly filename: string;
  readonly fields: Fields;
};

/**
 * How many bytes a form may have beside those of its file, by the contract: more than 20 fields of
 * 64 KiB, 21 parts with 80 KiB of headers, and the lines between them can have, as the parser and the
 * limit of a request's head bound them.
 */
const MOST_BESIDE = 4 * 1024 * 1024;

/** What becomes of the file of a form. */
export type Intake<T> = {
  /**
   * Told before the body is asked for how many bytes the file has at the least, by the Content-Length.
   *
   * @throws where that is too many
   */
  admit(least: number): void;
  save(stream: Readable): Promise<T>;
  /** Undoes `save`, where the rest of the form turns out not to be valid. */
  discard(saved: T): Promise<void>;
};

/** A multipart form that is still on its way. */
export class IncomingForm<Fields> {
  readonly #request: IncomingMessage;
  readonly #schema: z.ZodType<Fields>;

  /** @param schema of the text fields */
  constructor(request: IncomingMessage, schema: z.ZodType<Fields>) {
    this.#request = request;
    this.#schema = schema;
  }

  /**
   * Reads the form (RFC 7578) as it arrives. The part `file` goes to `save` as a stream, before
   * the fields behind it are known.
   *
   * @throws Failure `unsupported_media_type` or `invalid_request`, or what `admit` or `save` throws
   */
  async receive<T>({ admit, save, discard }: Intake<T>): Promise<Received<T, Fields>> {
    const parser = parserOf(this.#request);
    admit(Number(this.#request.headers['content-length'] ?? 0) - MOST_BESIDE);
    // Not an object while it fills: the names are a stranger's, "__proto__" among them.
    const fields = new Map<string, string>();
    const faults: string[] = [];
    let source: Readable | undefined;
    let saving: Promise<T> | undefined;
    let filename: string | undefined;

    parser.on('file', (part, stream, name) => {
      // The parser reports what breaks a part as well; unheard here, it would end the process.
      stream.on('error', () => {});
      if (part !== 'file' || saving) {
        faults.push(part === 'file' ? 'more than one file' : `a file in the part "${part}"`);
        stream.resume();
        return;
      }
      filename = name;
      source = stream;
      saving = save(stream);
      // Whatever goes wrong ends the form at once; nobody waits for the rest of it.
      saving.catch((error: unknown) => parser.emit('error', error));
    });
    parser.on('field', (part, value, _partTruncated, valueTruncated) => {
      if (fields.has(part)) faults.push(`more than one "${part}"`);
      if (valueTruncated) faults.push(`a value of "${part}" that is too long`);
      fields.set(part, value);
    });
    parser.on('partsLimit', () => faults.push('too many parts'));
    parser.on('fieldsLimit', () => faults.push('too many fields'));
    parser.on('filesLimit', () => faults.push('more than one file'));

    const broken = await new Promise<unknown>((done) => {
      const request = this.#request;
      parser.on('finish', () => done(undefined));
      parser.on('error', done);
      request.on('error', done);
      request.on('close', () => {
        if (!request.complete)
          done(
            new Failure(
              'invalid_request',
              'The body ended early: the connection was closed before all of it had arrived',
            ),
          );
      });
      request.pipe(parser);
    });
    this.#request.unpipe(parser);
    if (broken) source?.destroy(new Error('The form broke off'));

    let failed: unknown;
    const saved = await saving?.then(
      (file) => ({ file }),
      (error: unknown) => {
        failed = error;
        return undefined;
      },
    );
    try {
      // The cause, not what followed from it: where saving failed first, that broke the form.
      if (broken) throw broken === failed ? broken : unreadable(broken);
      if (failed) throw failed;
      if (faults.length > 0) {
        throw new Failure('invalid_request', `The form has ${faults.join(' and ')}`);
      }
      const checked = this.#schema.safeParse(Object.fromEntries(fields));
      if (!checked.success) throw invalidRequest('body', checked.error);
      if (!saved || !filename) {
        const message = saved ? 'Must have a file name' : 'Is required';
        throw invalidFields([{ pointer: '#/body/file', message }]);
      }
      return { file: saved.file, filename: unescapeName(filename), fields: checked.data };
    } catch (error) {
      if (saved) await discard(saved.file);
      throw error;
    }
  }
}

/**
 * The name as it was before the client wrote it in a header: a form's quotes and line breaks are
 * percent-encoded there, and nothing else is (HTML, section 4.10.21.8; curl does the same).
 */
const unescapeName = (name: string): string =>
  name.replace(/%(22|0D|0A)/gi, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

const unreadable = (cause: unknown): Failure =>
  cause instanceof Failure
    ? cause
    : new Failure('invalid_request', 'The body is not a valid multipart form', { cause });

function parserOf(request: IncomingMessage): BusboyInstance {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*(;|$)/i.test(contentType)) {
    throw new Failure('unsupported_media_type', 'Send the body as multipart/form-data');
  }
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': contentType } satisfies BusboyHeaders,
      limits: {
        ...{ files: 1, fields: 20, parts: 21, fieldSize: 64 * 1024 },
        ...{ headerPairs: 50, headerSize: 80 * 1024 },
      },
      defCharset: 'utf8',
    });
  } catch (error) {
    throw new Failure('invalid_request', 'The Content-Type of the form must name a boundary', {
      cause: error,
    });
  }
}
