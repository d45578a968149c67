/**
 * How often a methodology puts a file where a person would: on the labelled files of
 * `test/organize/labelled`.
 *
 * @module
 */
import { organizeByJohnnyDecimal } from '../../packages/server/src/organize/methodologies/johnnyDecimal/johnnyDecimal.ts';
import type {
  Listing,
  Placement,
  Stay,
} from '../../packages/server/src/organize/methodologies/methodology.ts';
import { organizeByPara } from '../../packages/server/src/organize/methodologies/para/para.ts';
import { organizeByType } from '../../packages/server/src/organize/methodologies/type/type.ts';
import {
  agreement,
  keptAside,
  type Labelled,
  type ListName,
  lists,
  now,
} from '../organize/labelled/labelled.ts';

export type Accuracy = {
  readonly methodology: string;
  /** Which labelled files. */
  readonly list: ListName;
  readonly files: number;
  /** Shares from 0 to 1. */
  readonly right: number;
  /** Of those that it does not want to be reviewed. */
  readonly rightWhereSure: number;
  readonly toReview: number;
  /** The folder that most files go to, and the share of them. */
  readonly largest: { readonly folder: string; readonly share: number };
  readonly wrong: readonly string[];
};

/** What is judged by labels. */
type Judged = {
  readonly methodology: string;
  readonly list: ListName;
  readonly files: readonly Labelled[];
  place(file: Labelled['file']): Placement | Stay | undefined;
  /** Whether a placement is what the label says. */
  isRight(folder: string, file: Labelled): boolean;
};

/** Judges placements by their labels. */
export function accuracyOf({ methodology, list, files, place, isRight }: Judged): Accuracy {
  const judged = files.map((each) => {
    const placement = place(each.file);
    const folder = placement?.folder;
    const toReview = placement?.folder === undefined || placement.needsReview;
    return { each, folder, toReview, isRight: folder !== undefined && isRight(folder, each) };
  });
  const sure = judged.filter(({ toReview }) => !toReview);
  const share = (some: typeof judged, all: typeof judged) => some.length / all.length;
  const byFolder = Map.groupBy(judged, ({ folder = '' }) => folder);
  const [largest] = [...byFolder].sort(([, a], [, b]) => b.length - a.length);
  return {
    methodology,
    list,
    files: files.length,
    right: share(
      judged.filter(({ isRight }) => isRight),
      judged,
    ),
    rightWhereSure: share(
      sure.filter(({ isRight }) => isRight),
      sure,
    ),
    toReview: 1 - share(sure, judged),
    largest: { folder: largest?.[0] ?? '', share: share(largest?.[1] ?? [], judged) },
    wrong: judged
      .filter(({ isRight }) => !isRight)
      .map(({ each, folder }) => `${each.file.path}: ${folder ?? 'stays'}`),
  };
}

const listingOf = (files: readonly Labelled[]): Listing => ({
  base: '/',
  destination: '/',
  items: files.map(({ file }) => file),
  folders: [],
  now,
});

/** The lists that have labels of each methodology. */
const listsOf: Readonly<Record<'type' | 'para' | 'johnny_decimal', readonly ListName[]>> = {
  type: ['downloads', 'photographer', 'office', 'household', 'musician'],
  para: ['first', 'second', 'downloads', 'photographer', 'office', 'household', 'musician'],
  johnny_decimal: ['first', 'downloads', 'photographer', 'office', 'household', 'musician'],
};

/** Of a methodology on a list. */
export function accuracyOn(methodology: keyof typeof listsOf, list: ListName): Accuracy {
  const files = lists[list];
  const listing = listingOf(files);
  const [place, isRight] = {
    type: () =>
      [
        organizeByType(listing, undefined),
        (to: string, { folder }: Labelled) => folder.includes(to),
      ] as const,
    para: () =>
      [
        organizeByPara(listing, {}),
        (to: string, { para }: Labelled) => para.includes(to.split('/')[0]?.toLowerCase() ?? ''),
      ] as const,
    johnny_decimal: () =>
      [
        organizeByJohnnyDecimal(listing, { given: [] }),
        (to: string, { johnnyDecimal }: Labelled) =>
          johnnyDecimal.some((each) => to.startsWith(`${each}/`)),
      ] as const,
  }[methodology]();
  return accuracyOf({ methodology, list, files, place, isRight });
}

/** Of all methodologies that have labels, on all lists. */
export function accuracies(): Accuracy[] {
  return (['type', 'para', 'johnny_decimal'] as const).flatMap((methodology) =>
    listsOf[methodology].map((list) => accuracyOn(methodology, list)),
  );
}

/** A list as tables name it. */
const titleOf = (list: ListName): string =>
  keptAside.includes(list) ? `${list} (kept aside)` : list;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** How far two people agree, which no rule can be expected to exceed. */
export const agreementText = (): string =>
  `A second person agrees with the labels of musician for ${percent(agreement.para)} of the files by PARA, and for ${percent(agreement.johnny_decimal)} by Johnny Decimal`;

/** A table for a terminal and for Markdown alike. */
export function accuracyTable(all: readonly Accuracy[]): string {
  const rows = all.map(
    ({ methodology, list, files, right, rightWhereSure, toReview, largest }) =>
      `| ${methodology} | ${titleOf(list)} | ${files} | ${percent(right)} | ${percent(rightWhereSure)} | ${percent(toReview)} | ${percent(largest.share)} \`${largest.folder}\` |`,
  );
  return [
    '| Methodology | List | Labelled files | Placed as labelled | Where it is sure | To review | Largest folder |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
