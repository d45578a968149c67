import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import type { z } from 'zod';
import { invalidFields, ProblemError } from '../problems/problemError.ts';
import { invalidRequest, pointerTo } from '../problems/validation.ts';
import { inTurns } from './bodyTurns.ts';
import { partDisposition } from './partDisposition.ts';

/** What a form's file became, and the text fields beside it. */
export type Received<T, Fields> = {
  readonly file: T;
  readonly filename: string;
  readonly fields: Fields;
};

/** How many parts a form may have, and how long a field may be, in bytes. */
const MOST_PARTS = 21;
const LONGEST_FIELD = 64 * 1024;
/** In characters, by RFC 2046, section 5.1.1; some clients are not so strict. */
const LONGEST_BOUNDARY = 200;

/**
 * How many bytes a form may have beside those of its file, at most: more than its fields, its
 * parts with 80 KiB of headers, and the lines between them can have, as the parser and the limit of a
 * request's head bound them.
 */
const MOST_BESIDE = 4 * 1024 * 1024;

/** The head of a part, as its bytes, one character each. */
type PartHeader = { readonly [name: string]: readonly string[] | undefined };

/** What becomes of the file of a form. */
export type Intake<T> = {
  /** The name of the part; `file` by default. */
  readonly part?: string;
  /**
   * Is given, before the body is read, how many bytes the file has at least, by the Content-Length.
   *
   * @throws if that is too many
   */
  admit?(least: number): void;
  save(stream: Readable): Promise<T>;
  /** Undoes `save` if the rest of the form turns out not to be valid. */
  discard?(saved: T): Promise<void>;
};

/** A form without a file. */
const noFile: Intake<never> = {
  part: '',
  save: () => Promise.reject(new TypeError('A form without a file has saved one')),
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
   * Reads a form without a file (RFC 7578).
   *
   * @throws ProblemError `unsupported_media_type` or `invalid_request`
   */
  async fields(): Promise<Fields> {
    const { fields } = await this.#read(noFile);
    return fields;
  }

  /**
   * Reads a form with one file (RFC 7578) as it arrives. The file goes to `save` as a stream, before
   * the fields behind it are known.
   *
   * @throws ProblemError `unsupported_media_type` or `invalid_request`, or what `admit` or `save` throws
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
    // Not an object while it fills: the names are a stranger's, "__proto__" among them.
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
      // Whatever goes wrong ends the form at once; nobody waits for the rest of it.
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
      // The parser reports what breaks a part as well; unheard here, it would end the process.
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
      // The cause, not what followed from it: where saving failed first, that broke the form.
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

/** What reads a field: UTF-8, unless the part names another set of characters that is known. */
function decoderFor(type: string | undefined): InstanceType<typeof TextDecoder> {
  const [, charset = 'utf-8'] = /;\s*charset="?([\w-]+)/i.exec(type ?? '') ?? [];
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
