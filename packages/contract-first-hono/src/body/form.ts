/**
 * Reads multipart forms as they arrive (RFC 7578), within limits.
 *
 * @module
 */

import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import type { z } from 'zod';
import { essenceOf } from '../operation.ts';
import { mayBe, type WireParameter } from '../parameters/wire.ts';
import { describeFaults } from '../problems/fieldFaults.ts';
import { invalidFields, ProblemError } from '../problems/problemError.ts';
import { invalidRequest, pointerTo } from '../problems/validation.ts';
import { inTurns } from './bodyTurns.ts';
import { fieldsOf } from './formFields.ts';
import type { FilesIntake, IncomingFile, Intake, Received, ReceivedFiles } from './formIntake.ts';
import { partDisposition } from './partDisposition.ts';

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

/** A file that is being saved, or was. */
type Saving<T> = IncomingFile & { readonly saving: Promise<T> };

/** Which files of a form are taken: the fault of one that is not, or undefined. */
type Refuse = (part: string, taken: number) => string | undefined;

/** A multipart form that is still arriving. */
export class IncomingForm<Fields> {
  readonly #request: IncomingMessage;
  readonly #schema: z.ZodType<Fields> | undefined;
  readonly #fields: readonly WireParameter[];
  /** The media types of files that accept only some, by part. */
  readonly #accepted: ReadonlyMap<string, readonly string[]>;
  /** The parts of files that the form must have. */
  readonly #required: readonly string[];

  /**
   * @param schema the schema of the fields that are no files
   * @param fields how these are written, by default each as a text; and files with certain media types
   */
  constructor(
    request: IncomingMessage,
    schema?: z.ZodType<Fields>,
    fields: readonly WireParameter[] = [],
  ) {
    this.#request = request;
    this.#schema = schema;
    this.#fields = fields.filter(({ isFile }) => !isFile);
    const files = fields.filter(({ isFile }) => isFile);
    this.#accepted = new Map(
      files.flatMap(({ name, content }) =>
        content === undefined ? [] : [[name, content.split(',').map(essenceOf)]],
      ),
    );
    this.#required = files.filter(({ required }) => required).map(({ name }) => name);
  }

  /**
   * Reads a form without a file (RFC 7578).
   *
   * @throws ProblemError `unsupported_media_type` or `invalid_request`
   */
  async fields(): Promise<Fields> {
    const { fields } = await this.#read<never>(
      { save: () => Promise.reject(new TypeError('A form without a file has saved one')) },
      (part) => `a file in the part "${part}"`,
    );
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
    const { part: filePart = 'file', discard } = intake;
    const refuse: Refuse = (part, taken) => {
      if (taken > 0) return 'more than one file';
      return part === filePart ? undefined : `a file in the part "${part}"`;
    };
    const { files, fields } = await this.#read(intake, refuse);
    const [saved] = files;
    if (saved?.filename) return { file: saved.file, filename: saved.filename, fields };
    if (saved) await discard?.(saved.file);
    const message = saved ? 'Must have a file name' : 'Is required';
    throw invalidFields([{ pointer: pointerTo('body', filePart), message }]);
  }

  /**
   * Reads a form with several files as it arrives. Each is passed to `save` as a stream, before
   * what follows it is known.
   *
   * @throws ProblemError `unsupported_media_type` or `invalid_request`, or what `admit` or `save`
   *   throws
   */
  receiveAll<T>(intake: FilesIntake<T>): Promise<ReceivedFiles<T, Fields>> {
    return this.#read(intake, () => undefined);
  }

  async #read<T>(
    { admit, save, discard }: FilesIntake<T>,
    refuse: Refuse,
  ): Promise<ReceivedFiles<T, Fields>> {
    const parser = parserOf(this.#request);
    const paced = inTurns();
    admit?.(Number(this.#request.headers['content-length'] ?? 0) - MOST_BESIDE);
    const texts: [name: string, text: string][] = [];
    const faults = new Set<string>();
    const wrongTypes = new Map<string, string>();
    const savings: Saving<T>[] = [];
    const sources: Readable[] = [];
    const repeated = new Set(
      this.#fields.filter((each) => mayRepeat(each)).map(({ name }) => name),
    );
    const known = new Set(this.#fields.map(({ name }) => name));

    let parts = 0;
    const takeFile = (file: IncomingFile, stream: Readable): void => {
      const fault = refuse(file.part, savings.length);
      const accepted = this.#accepted.get(file.part) ?? [];
      const isWrong = accepted.length > 0 && file.mediaType !== '' && !isAmong(accepted, file);
      if (fault !== undefined) faults.add(fault);
      if (isWrong) wrongTypes.set(pointerTo('body', file.part), `Must be ${accepted.join(' or ')}`);
      if (fault !== undefined || isWrong) {
        stream.resume();
        return;
      }
      sources.push(stream);
      const saving = save(stream, file);
      savings.push({ ...file, saving });
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
        const isTwice = texts.some(([name]) => name === part) && !repeated.has(part);
        if (isTwice && !part.includes('[')) faults.add(`more than one "${part}"`);
        if (length > LONGEST_FIELD) faults.add(`a value of "${part}" that is too long`);
        texts.push([part, decoderFor(type).decode(Buffer.concat(pieces))]);
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
        const { name, filename } = disposition;
        const [type] = header['content-type'] ?? [];
        const isFile = filename !== undefined || type?.toLowerCase() === 'application/octet-stream';
        // Browsers send JSON as a file, so that it can have a media type.
        if (isFile && !known.has(name)) {
          const mediaType = essenceOf(type ?? '');
          takeFile({ part: name, filename: filename ?? '', mediaType }, stream);
        } else takeField(name, type, stream);
      });
    });

    const broken = await arrival(this.#request, paced, parser);
    this.#request.unpipe(paced);
    if (broken) for (const each of sources) each.destroy(new Error('The form ended early'));

    const settled = await Promise.allSettled(savings.map(({ saving }) => saving));
    const failures = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    const files = savings.flatMap(({ saving: _, ...file }, at) => {
      const each = settled[at];
      return each?.status === 'fulfilled' ? [{ ...file, file: each.value }] : [];
    });
    try {
      // The cause rather than its consequence: if saving failed first, that broke the form.
      if (broken) throw failures.includes(broken) ? broken : unreadable(broken);
      if (failures.length > 0) throw failures[0];
      if (faults.size > 0) {
        throw new ProblemError('invalid_request', `The form has ${[...faults].join(' and ')}`);
      }
      if (wrongTypes.size > 0) throw wrongMediaTypes(wrongTypes);
      const checked = this.#checked(fieldsOf(texts, this.#fields));
      const missing = this.#required.filter((name) => !files.some(({ part }) => part === name));
      if (missing.length > 0) throw missingFiles(missing);
      return { files, fields: checked };
    } catch (error) {
      for (const { file } of files) await discard?.(file);
      throw error;
    }
  }

  #checked(values: unknown): Fields {
    // Without a schema nothing is known of the fields, so their type is `unknown`.
    if (!this.#schema) return values as Fields;
    const checked = this.#schema.safeParse(values);
    if (!checked.success) throw invalidRequest('body', checked.error);
    return checked.data;
  }
}

/** Whether the media type of a file is one of a list, which may have ranges. */
const isAmong = (accepted: readonly string[], { mediaType }: IncomingFile): boolean =>
  [mediaType, `${mediaType.split('/')[0]}/*`, '*/*'].some((each) => accepted.includes(each));

const missingFiles = (parts: readonly string[]): ProblemError =>
  invalidFields(
    parts.map((part) => ({ pointer: pointerTo('body', part), message: 'Is required' })),
  );

function wrongMediaTypes(messages: ReadonlyMap<string, string>): ProblemError {
  const errors = [...messages].map(([pointer, message]) => ({ pointer, message }));
  return new ProblemError('unsupported_media_type', describeFaults(errors), { errors });
}

/** Whether a field may come in several parts. */
const mayRepeat = (field: WireParameter): boolean => mayBe(field, 'list');

/** Waits until a form has arrived. The error that broke it, or undefined. */
const arrival = (request: IncomingMessage, paced: Transform, parser: Dicer): Promise<unknown> =>
  new Promise<unknown>((done) => {
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
