/**
 * Which files of groups would be kept, and why, by what the user has chosen.
 *
 * @module
 */
import type { DuplicateFile, DuplicateGroup, KeepRule } from '@file-organizer/client';

/** What the user has chosen. */
export type Choices = {
  readonly keep: KeepRule;
  /** The id of the file to keep, by the digest of its group. */
  readonly chosen: ReadonlyMap<string, string>;
  /** The digests of groups of which all files stay. */
  readonly spared: ReadonlySet<string>;
};

export type Decision = {
  readonly isKept: boolean;
  readonly reason: string;
  /** Whether it is the one that is kept by the rule or by choice; others may have to stay as well. */
  readonly isMain: boolean;
};

/** The decision on each file by its id, and what they amount to. */
export type Decisions = {
  readonly ofFile: ReadonlyMap<string, Decision>;
  /** How many files go to the trash. */
  readonly going: number;
  /** In bytes. */
  readonly gained: number;
  /** In bytes, by the digest of the group. */
  readonly gainedIn: ReadonlyMap<string, number>;
};

const ruleReasons: Readonly<Record<KeepRule, string>> = {
  newest: 'the newest',
  oldest: 'the oldest',
  shortest_path: 'the shortest path',
};

/** How often files can belong to files that belong to others: a cover to a film, subtitles to both. */
const LEVELS = 3;

/** Decides like the server, with what its results say about each file. */
export function decide(groups: readonly DuplicateGroup[], choices: Choices): Decisions {
  const ofFile = new Map<string, Decision>();
  const gainedIn = new Map<string, number>();
  const goingPaths = new Set<string>();
  let going = 0;
  let gained = 0;
  const bound = groups.filter(({ files }) => files.some(({ belongsTo }) => belongsTo.length > 0));
  const decideOn = (group: DuplicateGroup) => {
    for (const [file, decision] of decisionsIn(group, choices, goingPaths)) {
      ofFile.set(file.fileId, decision);
      if (decision.isKept) goingPaths.delete(file.path);
      else goingPaths.add(file.path);
    }
  };
  const free = new Set(groups);
  for (const group of bound) free.delete(group);
  for (const group of free) decideOn(group);
  // What a file belongs to is decided before it.
  for (let level = 1; level < LEVELS; level++) for (const group of bound) decideOn(group);
  for (const { files, sha256, size } of groups) {
    const leaving = files.filter(({ fileId }) => ofFile.get(fileId)?.isKept === false).length;
    going += leaving;
    gained += leaving * size;
    gainedIn.set(sha256, leaving * size);
  }
  return { ofFile, going, gained, gainedIn };
}

function decisionsIn(
  { files, sha256 }: DuplicateGroup,
  { keep, chosen, spared }: Choices,
  going: ReadonlySet<string>,
): Map<DuplicateFile, Decision> {
  const kept = new Map<DuplicateFile, string>();
  const choice = chosen.get(sha256);
  for (const file of files) {
    const leader = file.belongsTo.find((path) => !going.has(path));
    if (spared.has(sha256)) kept.set(file, 'you keep all of them');
    else if (file.sparedReason !== null) kept.set(file, file.sparedReason);
    else if (leader !== undefined) kept.set(file, `it belongs to ${leader}`);
    else if (file.fileId === choice) kept.set(file, 'you have chosen it');
  }
  for (const [companions, members] of byCompanions(files.filter((file) => !kept.has(file)))) {
    const isCovered = [...kept.keys()].some((other) =>
      companions.every((each) => other.companions.includes(each)),
    );
    if (isCovered) continue;
    const preferred = members.find(({ keptBy }) => keptBy.includes(keep)) ?? members[0];
    if (!preferred) continue;
    const isMain = kept.size === 0;
    kept.set(preferred, isMain ? ruleReasons[keep] : 'files belong to it');
  }
  const main =
    files.find(({ fileId }) => fileId === choice) ??
    files.find((file) => kept.has(file) && file.keptBy.includes(keep)) ??
    files.find((file) => kept.has(file));
  return new Map(
    files.map((file) => {
      const reason = kept.get(file);
      return [file, { isKept: reason !== undefined, reason: reason ?? '', isMain: file === main }];
    }),
  );
}

/** Files by what belongs to them, most first: a file can only be replaced by one with the same companions. */
function byCompanions(files: readonly DuplicateFile[]): [readonly string[], DuplicateFile[]][] {
  const groups = Map.groupBy(files, ({ companions }) => companions.join());
  return [...groups.values()]
    .map((members): [readonly string[], DuplicateFile[]] => [members[0]?.companions ?? [], members])
    .sort(([a], [b]) => b.length - a.length);
}
