/** Names that files cannot have on Windows, whatever their extension. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|index)$/;

/** Gives each name of a document an address of its own, in lower case and without characters to escape. */
export class Slugs {
  readonly #taken = new Set<string>();

  take(name: string): string {
    const plain = name
      .normalize('NFKD')
      .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-')
      .toLowerCase()
      .replaceAll(/[^a-z\d]+/g, '-')
      .slice(0, 100)
      .replaceAll(/^-+|-+$/g, '');
    const base = plain === '' || reserved.test(plain) ? `${plain || 'page'}-1` : plain;
    let slug = base;
    for (let at = 2; this.#taken.has(slug); at++) slug = `${base}-${at}`;
    this.#taken.add(slug);
    return slug;
  }
}
