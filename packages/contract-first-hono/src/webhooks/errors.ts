import { describeFaults, type FieldFault } from '../problems/fieldFaults.ts';

/** A message differs from the document, and was not sent. That is a fault of the sending code. */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError';
  /** What differs. Values are not repeated. */
  readonly errors: readonly FieldFault[];

  /** @param title the message, such as `webhook "newPet"` */
  constructor(title: string, errors: readonly FieldFault[]) {
    super(`The ${title} was not sent: ${describeFaults(errors)}`);
    this.errors = errors;
  }
}

/** How much of a body the message has, in characters. */
const LONGEST = 200;

/** What a receiver has answered, as far as it was read. */
export type UnexpectedAnswer = {
  readonly status: number;
  readonly headers: Headers;
  /** The beginning of the body. */
  readonly text: string;
};

/** A receiver has answered something that the document does not list. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  readonly status: number;
  /** Such as `Retry-After`. */
  readonly headers: Headers;
  /** The beginning of the body, as it was sent. */
  readonly text: string;

  /**
   * @param title the message, such as `webhook "newPet"`
   * @param reason what is wrong with the answer
   */
  constructor(title: string, reason: string, { status, headers, text }: UnexpectedAnswer) {
    const shown = shownText(text);
    super(
      `The receiver of the ${title} answered ${status}: ${reason}${shown && `. The body begins with: ${shown}`}`,
    );
    this.status = status;
    this.headers = headers;
    this.text = text;
  }
}

/** A text of strangers on one line, without characters that a terminal obeys. */
const shownText = (text: string): string => {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};
