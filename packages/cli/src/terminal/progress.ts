import { durationText, numberText, sizeText } from './amounts.ts';
import { printable } from './printable.ts';
import type { OutputStream } from './terminal.ts';
import { shortenedAtEnd } from './width.ts';

/** What a bar counts. */
export type Unit = 'files' | 'bytes';

const WIDTH = 24;
/** Milliseconds between two drawings. */
const PAUSE = 100;
/** Milliseconds before a rate is shown: earlier ones say little. */
const SETTLED = 1_000;

/**
 * A bar with rate and remaining time on one line, which each drawing replaces. On a stream that is not a terminal
 * it writes nothing.
 */
export class Progress {
  readonly #stream: OutputStream;
  readonly #now: () => number;
  #isShown = false;
  #begun: { readonly word: string; readonly at: number; readonly done: number } | undefined;
  #drawnAt = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds */
  constructor(stream: OutputStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
  }

  /**
   * @param word what happens, such as `Moving`
   * @param total 0 if it is not known yet
   */
  show(word: string, done: number, total: number, unit: Unit = 'files'): void {
    if (!this.#stream.isTTY) return;
    const now = this.#now();
    if (this.#begun?.word !== word || this.#begun.done > done)
      this.#begun = { word, at: now, done };
    if (this.#isShown && now - this.#drawnAt < PAUSE && (done < total || total === 0)) return;
    this.#drawnAt = now;
    const elapsed = now - this.#begun.at;
    const text = lineOf(word, done, total, unit, { elapsed, since: this.#begun.done });
    // A line that is as wide as the terminal would wrap in some.
    const fitted = shortenedAtEnd(printable(text), (this.#stream.columns ?? 80) - 1);
    this.#stream.write(`\r\u001b[2K${fitted}`);
    this.#isShown = true;
  }

  /** Removes the bar, for other text. */
  clear(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[2K');
    this.#isShown = false;
  }
}

type Pace = { readonly elapsed: number; readonly since: number };

function lineOf(word: string, done: number, total: number, unit: Unit, pace: Pace): string {
  const text = unit === 'bytes' ? sizeText : numberText;
  if (total === 0) return done === 0 ? `${word} …` : `${word} … ${text(done)}`;
  const part = Math.min(1, done / total);
  const filled = Math.round(WIDTH * part);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
  const percent = `${Math.floor(100 * part)} %`.padStart(5);
  const counts = `${text(done)} of ${text(total)}`;
  return [`${word} ${bar} ${percent}`, counts, ...rateOf(done, total, unit, pace)].join('  ');
}

function rateOf(done: number, total: number, unit: Unit, { elapsed, since }: Pace): string[] {
  if (elapsed < SETTLED || done <= since) return [];
  const rate = (1000 * (done - since)) / elapsed;
  const rateText =
    unit === 'bytes'
      ? sizeText(Math.round(rate))
      : rate < 10
        ? rate.toFixed(1)
        : numberText(Math.round(rate));
  const left = done < total ? [`${durationText((total - done) / rate)} left`] : [];
  return [`${rateText}/s`, ...left];
}
