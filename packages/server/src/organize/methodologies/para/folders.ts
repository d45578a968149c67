/**
 * The four folders of PARA: recognizes existing ones by name, and decides where missing ones are
 * made.
 */

import { childOf, folderOf, foldName, isWithin, nameOf, prefixOf } from '../../../files/path.ts';
import type { Listing } from '../methodology.ts';

/** The four categories of PARA. */
export type Category = 'projects' | 'areas' | 'resources' | 'archives';

/** The category of an item, its folder below the category, and why. */
export type Decision = {
  readonly category: Category;
  /** The names of the folders below the category's folder. */
  readonly below: readonly string[];
  readonly why: string;
  readonly confidence: number;
};

export const categories: readonly Category[] = ['projects', 'areas', 'resources', 'archives'];

/** Names of the folders if none exist yet. */
export const titles: Readonly<Record<Category, string>> = {
  projects: 'Projects',
  areas: 'Areas',
  resources: 'Resources',
  archives: 'Archives',
};

/** What people call the four folders; numbers or signs before the name are ignored. */
const folderNames: Readonly<Record<Category, readonly string[]>> = {
  projects: ['projects', 'project', 'projekte', 'projets', 'proyectos'],
  areas: ['areas', 'area', 'bereiche'],
  resources: ['resources', 'resource', 'ressourcen', 'ressources', 'recursos'],
  archives: ['archives', 'archive', 'archiv'],
};

/** A folder that contains the four has one of these names, or contains at least three of the four. */
const holderNames = /^[^\p{L}]*(para|p\.a\.r\.a\.?|para method|second brain)$/iu;
const HOLDS = 3;

/** Which of the four a folder is by its name: `1 Projects`, `02_areas`, `📚 Resources`. */
export function categoryNamed(name: string): Category | undefined {
  if (name.startsWith('.')) return undefined;
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}\p{N}]+$/gu, '');
  return categories.find((category) => folderNames[category].includes(plain));
}

/** A name without a year or number before it: `2025 Website`, `03_Website`, `2025-03 Website`. */
const withoutNumber = (name: string): string => name.replace(/^\d[\d._-]*[\s._-]+(?=.*\p{L})/u, '');

/** The existing folders of PARA, and those yet to be made. */
export class ParaFolders {
  /** The paths of all folders that are one of the four. */
  readonly #roots: readonly string[];
  readonly #targets: Readonly<Record<Category, string>>;
  /** Folders of projects and areas, by whole name and by the name without its number. */
  readonly #named = new Map<
    Category,
    { whole: Map<string, string>; numbered: Map<string, string> }
  >();

  constructor({ destination, folders }: Pick<Listing, 'destination' | 'folders'>) {
    const children = (parent: string) => folders.filter((path) => folderOf(path) === parent);
    const rootsIn = (parent: string) =>
      children(parent).filter((path) => categoryNamed(nameOf(path)) !== undefined);
    const direct = rootsIn(destination);
    const holders = children(destination).filter((path) => {
      const kinds = new Set(rootsIn(path).map((root) => categoryNamed(nameOf(root))));
      return kinds.size >= HOLDS || (kinds.size > 0 && holderNames.test(nameOf(path)));
    });
    const held = holders.flatMap(rootsIn);
    this.#roots = [...direct, ...held];
    // If the destination contains some of the four itself, the others are made there and not in a
    // holder.
    const [holder] = direct.length > 0 ? [] : holders;
    const parent = holder ?? destination;
    const candidates =
      direct.length > 0 ? direct : held.filter((path) => folderOf(path) === parent);
    const target = (category: Category): string =>
      (
        candidates.find((path) => categoryNamed(nameOf(path)) === category) ??
        childOf(parent, titles[category])
      ).slice(prefixOf(destination).length);
    this.#targets = {
      projects: target('projects'),
      areas: target('areas'),
      resources: target('resources'),
      archives: target('archives'),
    };
    for (const category of ['projects', 'areas'] as const) {
      const names = children(childOf(destination, this.#targets[category])).map(nameOf);
      const whole = new Map(names.map((name) => [foldName(name), name]));
      // Sorted, so that of two years the later one wins.
      const numbered = new Map(
        names.flatMap((name) => {
          const plain = withoutNumber(name);
          return plain === name ? [] : [[foldName(plain), name] as const];
        }),
      );
      this.#named.set(category, { whole, numbered });
    }
  }

  /** Whether an item is in one of the four already. */
  holds(path: string): boolean {
    return this.#roots.some((root) => isWithin(root, path));
  }

  /**
   * The name of a folder in a category. If one exists it is used, also if only one of the two names
   * has a year or number before it: `2025 Website` and `Website`.
   */
  named(category: Category, name: string): string {
    const { whole, numbered } = this.#named.get(category) ?? {};
    if (whole?.has(foldName(name))) return name;
    const plain = withoutNumber(name);
    return (plain === name ? numbered?.get(foldName(name)) : whole?.get(foldName(plain))) ?? name;
  }

  /** The folder of a category, relative to the destination. */
  of(category: Category): string {
    return this.#targets[category];
  }
}
