import type { Reading } from './operation.ts';
import { watched } from './standstill.ts';

/**
 * The body of a response as text, piece by piece; each is read when the one before was taken.
 *
 * @param closed cancels the body, which then ends
 * @throws the error that the failure of the body is, by its class
 */
export async function* textOf(
  response: Response,
  timeout: number,
  reading: Reading,
  closed: AbortSignal,
): AsyncGenerator<string> {
  if (!response.body) {
    yield await response.text();
    return;
  }
  const reader = (watched(response, timeout).body ?? response.body).getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  closed.addEventListener('abort', cancel);
  const decoder = new TextDecoder();
  try {
    for (;;) {
      // a body that was cancelled is done
      const { done, value } = await reader.read();
      if (done) break;
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    if (!closed.aborted) throw reading.explain(cause);
  } finally {
    closed.removeEventListener('abort', cancel);
    cancel();
  }
}

/** Puts the pieces of a text together to lines. */
export class Lines {
  readonly #end: RegExp | string;
  readonly #hasReturns: boolean;
  #pieces: string[] = [];
  #isAfterReturn = false;

  /** @param end the end of a line */
  constructor(end: RegExp | string) {
    this.#end = end;
    this.#hasReturns = end instanceof RegExp && end.test('\r');
  }

  /** The lines that are complete with another piece. */
  push(piece: string): string[] {
    if (piece === '') return [];
    // the second half of a line end whose first half came with the last piece
    const text = this.#isAfterReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
    this.#isAfterReturn = this.#hasReturns && piece.endsWith('\r');
    const lines = text.split(this.#end);
    const rest = lines.pop() ?? '';
    if (lines.length > 0) {
      // pieces are joined once, when their line is complete
      lines[0] = this.#pieces.join('') + lines[0];
      this.#pieces = [];
    }
    this.#pieces.push(rest);
    return lines;
  }

  /** What follows the last line end. */
  rest(): string {
    return this.#pieces.join('');
  }
}
