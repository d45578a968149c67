/**
 * Reads multipart forms as they arrive (RFC 7578), within limits.
 *
 * @module
 */

import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import type { z } from 'zod';
import { invalidFields, ProblemError } from '../problems/problemError.ts';
import { invalidRequest, pointerTo } from '../problems/validation.ts';
import { inTurns } from './bodyTurns.ts';
import { partDisposition } from './partDisposition.ts';

/** A received form: what its file became, and its text fields. */
export type Received<T, Fields> = {
  /** What `save` returned. */
  readonly file: T;
  /** The file's name, without folders. */
  readonly filename: string;
  readonly fields: Fields;
};

/** Limits on the number of parts, and on the length of a field in bytes. */
const MOST_PARTS = 21;
const LONGEST_FIELD = 64 * 1024;
/** In characters. RFC 2046, section 5.1.1 allows 70, but some clients are less strict. */
const LONGEST_BOUNDARY = 200;

/**
 * How many bytes a form may have in addition to its file: more than its fields, the headers of its
 * parts (80 KiB each) and its delimiters can take, given the limits of the parser and of a request's
 * head.
 */
const MOST_BESIDE = 4 * 1024 * 1024;

/** The headers of a part as bytes, one character each. */
type PartHeader = { readonly [name: string]: readonly string[] | undefined };

/** How a handler takes the file of a form. */
export type Intake<T> = {
  /** The name of the file's part; `file` by default. */
  readonly part?: string;
  /**
   * Called before the body is read, with the minimum size of the file according to the
   * Content-Length.
   *
   * @throws if that is too large
   */
  admit?(least: number): void;
  /** Stores the file while it arrives. The fields that follow it are not known yet. */
  save(stream: Readable): Promise<T>;
  /** Undoes `save` if the rest of the form turns out to be invalid. */
  discard?(saved: T): Promise<void>;
};

/** For a form without a file. */
const noFile: Intake<never> = {
  part: '',
  save: () => Promise.reject(new TypeError('A form without a file has saved one')),
};

/** A multipart form that is still arriving. */
export class IncomingForm<Fields> {
  readonly #request: IncomingMessage;
  readonly #schema: z.ZodType<Fields>;

  /** @param schema the schema of the text fields */
  constructor(request: IncomingMessage, schema: z.ZodType<Fields>) {
    this.#request = request;
    this.#schema = schema;
  }

  /**
   * Reads a form without a file (RFC 7578).
   *
   * @throws ProblemError `unsupported_media_type` or `invalid_request`
   */
  async fields(): Promise<Fields> {
    const { fields } = await this.#read(noFile);
    return fields;
  }

  /**
   * Reads a form with one file (RFC 7578) as it arrives. The file is passed to `save` as a stream,
   * before the fields that follow it are known.
   *
   * @throws ProblemError `unsupported_media_type` or `invalid_request`, or what `admit` or `save`
   *   throws
   */
  async receive<T>(intake: Intake<T>): Promise<Received<T, Fields>> {
    const { part = 'file', discard } = intake;
    const { saved, filename, fields } = await this.#read(intake);
    if (saved && filename) return { file: saved.file, filename, fields };
    if (saved) await discard?.(saved.file);
    const message = saved ? 'Must have a file name' : 'Is required';
    throw invalidFields([{ pointer: pointerTo('body', part), message }]);
  }

  async #read<T>({ part: filePart = 'file', admit, save, discard }: Intake<T>) {
    const parser = parserOf(this.#request);
    const paced = inTurns();
    admit?.(Number(this.#request.headers['content-length'] ?? 0) - MOST_BESIDE);
    // Not an object, since clients choose the names, such as "__proto__".
    const fields = new Map<string, string>();
    const faults = new Set<string>();
    let source: Readable | undefined;
    let saving: Promise<T> | undefined;
    let filename: string | undefined;

    let parts = 0;
    const takeFile = (part: string, name: string | undefined, stream: Readable): void => {
      if (part !== filePart || saving) {
        faults.add(saving ? 'more than one file' : `a file in the part "${part}"`);
        stream.resume();
        return;
      }
      filename = name;
      source = stream;
      saving = save(stream);
      // An error ends the form at once; the rest is not awaited.
      saving.catch((error: unknown) => parser.emit('error', error));
    };
    const takeField = (part: string, type: string | undefined, stream: Readable): void => {
      const pieces: Buffer[] = [];
      let length = 0;
      stream.on('data', (piece: Buffer) => {
        length += piece.length;
        if (length <= LONGEST_FIELD) pieces.push(piece);
      });
      stream.on('end', () => {
        if (fields.has(part)) faults.add(`more than one "${part}"`);
        if (length > LONGEST_FIELD) faults.add(`a value of "${part}" that is too long`);
        fields.set(part, decoderFor(type).decode(Buffer.concat(pieces)));
      });
    };
    parser.on('part', (stream) => {
      // The parser reports the same errors. Without a listener they would end the process.
      stream.on('error', () => {});
      parts += 1;
      stream.on('header', (header: PartHeader) => {
        const disposition = partDisposition(header['content-disposition']?.[0] ?? '');
        if (parts > MOST_PARTS) faults.add('too many parts');
        if (!disposition || parts > MOST_PARTS) {
          stream.resume();
          return;
        }
        const [type] = header['content-type'] ?? [];
        const isFile =
          disposition.filename !== undefined || type?.toLowerCase() === 'application/octet-stream';
        if (isFile) takeFile(disposition.name, disposition.filename, stream);
        else takeField(disposition.name, type, stream);
      });
    });

    const broken = await new Promise<unknown>((done) => {
      const request = this.#request;
      parser.on('finish', () => done(undefined));
      parser.on('error', done);
      request.on('error', done);
      request.on('close', () => {
        if (!request.complete)
          done(
            new ProblemError(
              'invalid_request',
              'The body ended early: the connection was closed before all of it had arrived',
            ),
          );
      });
      request.pipe(paced).pipe(parser);
    });
    this.#request.unpipe(paced);
    if (broken) source?.destroy(new Error('The form ended early'));

    let failed: unknown;
    const saved = await saving?.then(
      (file) => ({ file }),
      (error: unknown) => {
        failed = error;
        return undefined;
      },
    );
    try {
      // The cause rather than its consequence: if saving failed first, that broke the form.
      if (broken) throw broken === failed ? broken : unreadable(broken);
      if (failed) throw failed;
      if (faults.size > 0) {
        throw new ProblemError('invalid_request', `The form has ${[...faults].join(' and ')}`);
      }
      const checked = this.#schema.safeParse(Object.fromEntries(fields));
      if (!checked.success) throw invalidRequest('body', checked.error);
      return { saved, filename, fields: checked.data };
    } catch (error) {
      if (saved) await discard?.(saved.file);
      throw error;
    }
  }
}

const unreadable = (cause: unknown): ProblemError =>
  cause instanceof ProblemError
    ? cause
    : new ProblemError('invalid_request', 'The body is not a valid multipart form', { cause });

function parserOf(request: IncomingMessage): Dicer {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*(;|$)/i.test(contentType)) {
    throw new ProblemError('unsupported_media_type', 'Send the body as multipart/form-data');
  }
  const [, quoted, token] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? token;
  if (boundary === undefined || boundary.length > LONGEST_BOUNDARY) {
    throw new ProblemError('invalid_request', 'The Content-Type of the form has no valid boundary');
  }
  return new Dicer({ boundary, maxHeaderPairs: 50 });
}

/** The decoder of a field: UTF-8, unless the part names another known charset. */
function decoderFor(type: string | undefined): InstanceType<typeof TextDecoder> {
  const [, charset = 'utf-8'] = /;\s*charset="?([\w-]+)/i.exec(type ?? '') ?? [];
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
