/**
 * What generated code says about a message.
 *
 * @module
 */
import type { ZodType } from 'zod';
import type { DocumentedHeader } from '../operation.ts';
import type { WireParameter } from '../parameters/wire.ts';

/** A parameter of a message, with its schema. */
export type MessageParameter = WireParameter & {
  readonly required?: boolean;
  readonly schema: ZodType;
};

/** A media type of what is sent. */
export type MessageMedia = {
  /** Of the value, not of its text; of a form without its files. */
  readonly schema?: ZodType;
  /** The schema of each item of a sequence. */
  readonly itemSchema?: ZodType;
  /** The fields of a form that are not simply one text. */
  readonly fields?: readonly WireParameter[];
  /** The files of a form that cannot be missing. */
  readonly requiredFiles?: readonly string[];
};

/** An answer of the receiver that the document lists. */
export type MessageAnswer = {
  readonly headers?: Readonly<Record<string, DocumentedHeader>>;
  /** Schemas of JSON. */
  readonly content?: Readonly<Record<string, { readonly schema?: ZodType }>>;
};

/** A webhook or a callback. */
export type DocumentedMessage = {
  /** Such as `newPet`. */
  readonly name: string;
  /** The id of the operation that a callback belongs to; undefined for a webhook. */
  readonly operation?: string;
  /** As it is sent. */
  readonly method: string;
  readonly parameters?: readonly MessageParameter[];
  readonly body?: {
    readonly required: boolean;
    /** By media type, in the order of the document. */
    readonly content: Readonly<Record<string, MessageMedia>>;
  };
  /** By status, which may be a range such as `4XX`, or `default`. */
  readonly answers: Readonly<Record<string, MessageAnswer>>;
};

/** What errors call a message. */
export const titleOf = ({ name, operation }: DocumentedMessage): string =>
  operation === undefined ? `webhook "${name}"` : `callback "${name}" of "${operation}"`;
