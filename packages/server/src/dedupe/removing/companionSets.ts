import type { DuplicateRow } from '../../storage/duplicates/duplicateRepository.ts';
import { Supersets } from '../finding/supersets.ts';

/** The set of a file without companions. */
const NONE = '[]';

type Member = Pick<DuplicateRow, 'companions'>;

const setOf = ({ companions }: Member): string => companions ?? NONE;

/** The files of a group by their companions: a file can only be replaced by one with the same companions. */
export class CompanionSets<File extends Member> {
  readonly #sets = new Supersets();
  readonly #stayingOf: Map<string, File[]>;

  /**
   * @param files all files of the group
   * @param staying those that stay in any case
   */
  constructor(files: readonly File[], staying: readonly File[]) {
    for (const file of files) this.#sets.add(setOf(file));
    this.#stayingOf = Map.groupBy(staying, setOf);
  }

  /** Files by set; largest sets first, since their files can replace the others. */
  inOrder(open: readonly File[]): [set: string, members: File[]][] {
    return [...Map.groupBy(open, setOf)].sort(
      ([a], [b]) => this.#sets.sizeOf(b) - this.#sets.sizeOf(a),
    );
  }

  /** The files that stay and can replace those of a set. */
  stayingLike(set: string): File[] {
    const among = set === NONE ? [...this.#stayingOf.keys()] : this.#sets.of(set);
    return among.flatMap((each) => this.#stayingOf.get(each) ?? []);
  }

  /** Records that a file stays. */
  stay(file: File): void {
    const set = setOf(file);
    this.#stayingOf.set(set, [...(this.#stayingOf.get(set) ?? []), file]);
  }
}
