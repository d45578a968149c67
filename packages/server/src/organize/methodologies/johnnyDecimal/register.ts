import { foldName } from '../../../files/path.ts';
import type { GivenNumber } from './numbers.ts';

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];

/** The numbers that are still available. */
export class Register {
  readonly #present: Set<string>;
  readonly #given: ReadonlyMap<string, string>;

  /**
   * @param present numbers that exist on the disk
   * @param given all numbers ever assigned, existing or not
   */
  constructor(present: Iterable<string>, given: Iterable<GivenNumber>) {
    this.#present = new Set(present);
    this.#given = new Map([...given].map(({ number, title }) => [number, foldName(title)]));
  }

  /** A number for an area, `10-19` to `90-99` and then `00-09`; undefined if all ten are taken. */
  area(title: string, wanted: string): string | undefined {
    return this.#forTitle(title, [wanted, ...digits.map((digit) => `${digit}0-${digit}9`)]);
  }

  /** A number for a category, such as `11` to `19` and then `10`. */
  category(area: string, title: string, wanted: string): string | undefined {
    const ten = area.slice(0, 1);
    const all = digits.map((digit) => `${ten}${digit}`);
    return this.#forTitle(title, wanted.startsWith(ten) ? [wanted, ...all] : all);
  }

  /** A number for an ID, such as `12.01` to `12.99` and then `12.00`; never one assigned before. */
  id(category: string): string | undefined {
    for (let at = 1; at <= 100; at++) {
      const number = `${category}.${String(at % 100).padStart(2, '0')}`;
      if (this.#present.has(number) || this.#given.has(number)) continue;
      this.#present.add(number);
      return number;
    }
    return undefined;
  }

  /** Areas and categories get the number that was assigned to their title before. */
  #forTitle(title: string, numbers: readonly string[]): string | undefined {
    const free = numbers.filter((number) => !this.#present.has(number));
    const number =
      free.find((each) => this.#given.get(each) === foldName(title)) ??
      free.find((each) => !this.#given.has(each));
    if (number) this.#present.add(number);
    return number;
  }
}
