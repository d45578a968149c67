/**
 * Paths as people have them at home and in an office, with the place that a person would give each
 * of them. Both, paths and labels, were written by hand; nobody has measured how people file.
 */
import { readFileSync } from 'node:fs';
import { fileTypeOf } from '../../../packages/server/src/files/fileType.ts';
import { nameOf } from '../../../packages/server/src/files/path.ts';
import type { ListedFile } from '../../../packages/server/src/organize/methodologies/methodology.ts';

/** When the files are looked at, in milliseconds since 1970. */
export const now = Date.parse('2026-06-15T12:00:00Z');

const DAY_MS = 24 * 60 * 60 * 1000;

type Line = {
  readonly path: string;
  readonly size: number;
  /** Days before {@link now}. */
  readonly modified: number;
  readonly accessed: number;
  /** The media type. */
  readonly type: string;
  readonly sample?: string;
  /** One of `projects`, `areas`, `resources`, `archives`; several if people would differ. */
  readonly para: string | readonly string[];
  /** Area and category of the catalogue; several if people would differ. */
  readonly johnny_decimal: string | readonly string[] | null;
  /** The folder by type; several if people would differ. */
  readonly folder?: string | readonly string[];
};

export type Labelled = {
  readonly file: ListedFile;
  /** The places that a person could choose, the likeliest first; empty where nobody has said. */
  readonly para: readonly string[];
  readonly johnnyDecimal: readonly string[];
  readonly folder: readonly string[];
};

const all = (label: string | readonly string[] | null | undefined): readonly string[] =>
  typeof label === 'string' ? [label] : (label ?? []);

function parse(line: string): Labelled {
  const { path, size, type, para, sample, ...rest } = JSON.parse(line) as Line;
  const name = nameOf(path);
  const modifiedMs = now - rest.modified * DAY_MS;
  return {
    file: {
      ...{ kind: 'file', path, name, size, sample },
      ...{ createdMs: modifiedMs, modifiedMs, accessedMs: now - rest.accessed * DAY_MS },
      ...{ mediaType: type, type: fileTypeOf(name, type), sniffed: false, takenOn: undefined },
    },
    para: all(para),
    johnnyDecimal: all(rest.johnny_decimal),
    folder: all(rest.folder),
  };
}

const read = (name: string): readonly Labelled[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map(parse);

const first = read('files.jsonl');

/**
 * Whole folders of 500 files each, of different people. Their paths and labels were written
 * before anybody had seen where the rules put them.
 */
const downloads = read('downloads.jsonl');
const photographer = read('photographer.jsonl');
const office = read('office.jsonl');

/** Written by somebody else than who changed the rules, and kept aside until those of 2026-11 were done. */
const household = read('household.jsonl');

/**
 * The disk of a viola player who also teaches and writes a dissertation, in English and German. Written
 * like `household`, without a look at the rules.
 */
const musician = read('musician.jsonl');

/** The same files, each with the one place that a second person chose, who had not seen the labels. */
const musicianAgain = readFileSync(new URL('musicianAgain.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly para: string; readonly johnny_decimal: string });

/** The share of `musician` for which the second person chose one of the acceptable places. */
export const agreement = {
  para: shareOf(({ para }, { para: chosen }) => para.includes(chosen)),
  johnny_decimal: shareOf(({ johnnyDecimal }, again) =>
    johnnyDecimal.includes(again.johnny_decimal),
  ),
} as const;

function shareOf(
  agrees: (labelled: Labelled, again: (typeof musicianAgain)[number]) => boolean,
): number {
  const both = musician.flatMap((labelled, at) => {
    const again = musicianAgain[at];
    return again ? [agrees(labelled, again)] : [];
  });
  return both.filter(Boolean).length / musician.length;
}

/**
 * Another list, for PARA: written after the first rules were, without a look at them, and so the
 * better measure of files that nobody has thought of.
 */
const second = read('fresh.jsonl');

/** All lists, by the names that tables and tests give them. */
export const lists = {
  first,
  second,
  downloads,
  photographer,
  office,
  household,
  musician,
} as const;

export type ListName = keyof typeof lists;

/**
 * The lists that measure rather than guide: the rules are not run on them until they are done, and not
 * changed after that. Every other one is open.
 */
export const keptAside: readonly ListName[] = ['musician'];
