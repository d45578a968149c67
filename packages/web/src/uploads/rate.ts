/** The time over which a rate is measured, in milliseconds. */
const SPAN = 8_000;

/** How fast a number grows, measured over the last seconds. */
export class Rate {
  #samples: { readonly ms: number; readonly value: number }[] = [];

  /** Notes the number as it is now. */
  note(value: number, ms: number = performance.now()): void {
    this.#samples = this.#samples.filter((each) => ms - each.ms <= SPAN);
    this.#samples.push({ ms, value });
  }

  /** How much it grows in a second; undefined as long as that is not known. */
  get perSecond(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.ms - first.ms < 1_000) return undefined;
    return ((last.value - first.value) * 1_000) / (last.ms - first.ms);
  }
}
