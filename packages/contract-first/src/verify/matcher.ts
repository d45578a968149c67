/** Patterns that choose operations: an id or `METHOD /path`, with `*` for anything. */
export class Matcher {
  readonly #patterns: readonly RegExp[];

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map((pattern) => {
      const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.*')}$`, 'i');
    });
  }

  matches({
    id,
    method,
    path,
  }: {
    readonly id: string;
    readonly method: string;
    readonly path: string;
  }): boolean {
    return this.#patterns.some((each) => each.test(id) || each.test(`${method} ${path}`));
  }
}
