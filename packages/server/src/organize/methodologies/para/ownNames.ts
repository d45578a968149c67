/** The user's own lists of projects and areas (`options.projects`, `options.areas`). */

/** A project or area that the user has named. */
export type OwnName = { readonly category: 'projects' | 'areas'; readonly name: string };

/** The user's own lists. */
export type OwnLists = {
  readonly projects?: readonly string[] | undefined;
  readonly areas?: readonly string[] | undefined;
};

/** Finds the names of the user's lists in names of files and folders. */
export class OwnNames {
  readonly #names: readonly (OwnName & { readonly folded: string })[];
  readonly #known = new Map<string, OwnName | undefined>();

  constructor({ projects = [], areas = [] }: OwnLists) {
    const named = (category: OwnName['category'], names: readonly string[]) =>
      names
        .map((name) => ({ category, name: folderNameOf(name), folded: folded(name) }))
        .filter(({ name, folded: words }) => words !== '' && name !== '');
    // The longest first: "Website relaunch" says more than "Website".
    this.#names = [...named('projects', projects), ...named('areas', areas)].sort(
      (a, b) => b.folded.length - a.folded.length,
    );
  }

  /** The listed name that occurs in a name as whole words, ignoring case and accents. */
  in(name: string): OwnName | undefined {
    if (this.#names.length === 0) return undefined;
    if (this.#known.has(name)) return this.#known.get(name);
    const text = ` ${folded(name)} `;
    const found = this.#names.find((each) => text.includes(` ${each.folded} `));
    this.#known.set(name, found);
    return found;
  }
}

/** Words in lower case without accents, separated by one space. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Longest name of a folder, in bytes. */
const LONGEST = 255;

/** A name that is valid for a visible folder: without "/" and control characters. */
function folderNameOf(name: string): string {
  const plain = name
    .replace(/[/\p{Cc}]+/gu, ' ')
    .replace(/^[.\s]+/, '')
    .trim();
  // 100 characters may be 400 bytes.
  const characters = [...plain];
  while (Buffer.byteLength(characters.join('')) > LONGEST) characters.pop();
  return characters.join('').trim();
}
