import { type HeldFolder, holdFolder } from '../../disk/heldFolder.ts';
import type { LibraryFolder } from '../../disk/libraryFolder.ts';
import { openQuietlyBeneath } from '../../disk/openFile.ts';
import { placeOfSpot } from '../../disk/spot.ts';
import { TakenNames } from '../../disk/takenNames.ts';
import { folderAt, folderThere, type SeenFile, walk } from '../../disk/walk.ts';
import { childOf, folderOf, placeOf } from '../../files/path.ts';
import type { Listings } from '../../library/index/listings.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import type { FileRow, SeenContent } from '../../storage/files/fileRow.ts';
import { leavingTurn } from '../../storage/sqlite/leaveTurn.ts';
import type { Needs } from '../methodologies/methodologies.ts';
import type { ListedFile } from '../methodologies/methodology.ts';
import { lyingAt } from '../moving/onDisk.ts';
import { type FileToInspect, sampleOf } from './inspect.ts';
import { type InspectedFile, Inspector } from './inspector.ts';
import type { ContentReader, FoundFolder, TreeSource } from './treeSource.ts';

/** The index, which learns what planning has seen. */
export type SeenByPlanning = Pick<Listings, 'reconcile' | 'noteContentTypes'>;

/** The library's folder on the disk. */
export class DiskTree implements TreeSource {
  readonly #root: string;
  readonly #listings: SeenByPlanning | undefined;

  /** @param listings only needed to plan, not to read */
  constructor({ root }: Pick<LibraryFolder, 'root'>, listings?: SeenByPlanning) {
    this.#root = root;
    this.#listings = listings;
  }

  async assertFolder(path: string): Promise<void> {
    folderAt(this.#root, path);
  }

  async hasFolder(path: string): Promise<boolean> {
    return folderThere(this.#root, path);
  }

  checkPath(path: string): void {
    placeOf(this.#root, path);
  }

  async spelled(path: string): Promise<string> {
    const names = TakenNames.onDisk(this.#root);
    let folder = '/';
    for (const name of path.split('/').filter((each) => each !== '')) {
      placeOf(this.#root, childOf(folder, name));
      const conflict = names.caseConflictOf(childOf(folder, name));
      folder = childOf(folder, conflict ?? name);
    }
    folderThere(this.#root, folder);
    return folder;
  }

  walk(path: string, levels: number): AsyncIterable<FoundFolder> {
    if (levels === Number.POSITIVE_INFINITY) return walk(this.#root, path);
    const deepest = depthOf(path) + levels;
    return walk(this.#root, path, (below) => depthOf(below) <= deepest);
  }

  async folderVersion(path: string): Promise<string | undefined> {
    const lying = lyingAt(this.#root, path);
    return lying?.kind === 'folder' ? lying.version : undefined;
  }

  async rowsOf(
    paths: readonly string[],
    found: readonly SeenFile[],
  ): Promise<ReadonlyMap<string, FileRow>> {
    return leavingTurn(() => this.#index.reconcile({ paths }, found));
  }

  async noteContents(seen: readonly SeenContent[], group: readonly SeenFile[]): Promise<void> {
    if (seen.length === 0) return;
    const paths = new Set(seen.map(({ path }) => path));
    const files = group.filter(({ path }) => paths.has(path));
    await leavingTurn(() => this.#index.reconcile({ paths: [...paths] }, files));
    await leavingTurn(() => this.#index.noteContentTypes(seen));
  }

  contents(needs: Needs): ContentReader {
    return new DiskContents(this.#root, needs);
  }

  get #index(): SeenByPlanning {
    if (!this.#listings) throw new TypeError('There is no index to plan with');
    return this.#listings;
  }
}

class DiskContents implements ContentReader {
  readonly #root: string;
  readonly #needs: Needs;
  readonly #inspector = new Inspector();

  constructor(root: string, needs: Needs) {
    this.#root = root;
    this.#needs = needs;
  }

  /**
   * Files are inspected in their folders, which are held meanwhile: disk paths in them are valid in any thread of
   * this process. A file whose path is refused fails before.
   */
  async inspect(
    group: readonly SeenFile[],
    signal: AbortSignal,
  ): Promise<readonly InspectedFile[]> {
    const files: FileToInspect[] = [];
    const refused = new Map<number, InspectedFile>();
    const held = new Map<string, HeldFolder>();
    try {
      for (const [index, { path, name, state }] of group.entries()) {
        try {
          const folder = folderOf(path);
          const holding = held.get(folder) ?? holdFolder(this.#root, folder);
          held.set(folder, holding);
          files.push({ name, size: state.size, place: placeOfSpot(holding.spotOf(name)) });
        } catch (error) {
          const why = error instanceof ProblemError ? error.message : errnoOf(error);
          refused.set(index, { failure: why ?? 'unknown error' });
        }
      }
      const inspected = (await this.#inspector.inspect(files, this.#needs, signal)).values();
      return group.map(
        (_, index) => refused.get(index) ?? inspected.next().value ?? { failure: 'unknown error' },
      );
    } finally {
      for (const folder of held.values()) folder[Symbol.dispose]();
    }
  }

  sampleOf(file: ListedFile): string | undefined {
    return sampleOf(() => openQuietlyBeneath(this.#root, file.path), file);
  }

  endInspecting(): void {
    this.#inspector.close();
  }

  close(): void {
    this.#inspector.close();
  }
}

const depthOf = (path: string): number => path.split('/').filter((name) => name !== '').length;
