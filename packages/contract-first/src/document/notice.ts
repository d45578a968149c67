import type { Place } from './sourceFiles.ts';

/** Something that a person should know about how a document was read or what a command leaves out. */
export type Notice = {
  /** A stable name for this kind of notice, such as `nullable-without-type`. */
  readonly rule: string;
  /** `error`: the command cannot do its work with this document. */
  readonly level: 'warning' | 'error';
  /** What was found, what is made of it, and what to do about it. */
  readonly message: string;
  /** Where it stands in the document as it was written: a JSON pointer with a leading `#`. */
  readonly pointer: string;
  /** Where that is in a file; undefined if the document was not read from files. */
  readonly place?: Place;
};

/** Takes notices as they are found. */
export type Report = (rule: string, pointer: string, message: string) => void;
