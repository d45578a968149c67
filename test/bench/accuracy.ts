/**
 * How often a methodology puts a file where a person would: on the labelled files of
 * `test/organize/labelled`.
 *
 * @module
 */
import { organizeByJohnnyDecimal } from '../../packages/server/src/organize/johnnyDecimal/johnnyDecimal.ts';
import type { Listing, Placement, Stay } from '../../packages/server/src/organize/methodology.ts';
import { organizeByPara } from '../../packages/server/src/organize/para/para.ts';
import { fresh, type Labelled, labelled, now } from '../organize/labelled/labelled.ts';

export type Accuracy = {
  readonly methodology: string;
  /** Which labelled files. */
  readonly list: string;
  readonly files: number;
  /** Shares from 0 to 1. */
  readonly right: number;
  /** Of those that it does not want to be reviewed. */
  readonly rightWhereSure: number;
  readonly toReview: number;
  /** Of every so many files, at whose mistakes nobody has looked to make the rules better. */
  readonly rightUnseen: number;
  readonly wrong: readonly string[];
};

/** What is judged by labels. */
type Judged = {
  readonly methodology: string;
  readonly list: string;
  readonly files: readonly Labelled[];
  /** Of how many files the last one is unseen. */
  readonly everyNth: number;
  place(file: Labelled['file']): Placement | Stay | undefined;
  /** Whether a placement is what the label says. */
  isRight(folder: string | undefined, file: Labelled): boolean;
};

/** Judges placements by their labels. */
export function accuracyOf({
  methodology,
  list,
  files,
  everyNth,
  place,
  isRight,
}: Judged): Accuracy {
  const isUnseen = (at: number) => at % everyNth === everyNth - 1;
  const judged = files.map((each) => {
    const placement = place(each.file);
    const folder = placement?.folder;
    const toReview = placement?.folder === undefined || placement.needsReview;
    return { each, folder, toReview, isRight: isRight(folder, each) };
  });
  const sure = judged.filter(({ toReview }) => !toReview);
  const share = (some: typeof judged, all: typeof judged) => some.length / all.length;
  const right = judged.filter(({ isRight }) => isRight);
  return {
    methodology,
    list,
    files: files.length,
    right: share(right, judged),
    rightWhereSure: share(
      sure.filter(({ isRight }) => isRight),
      sure,
    ),
    toReview: 1 - share(sure, judged),
    rightUnseen: share(
      judged.filter(({ isRight }, at) => isRight && isUnseen(at)),
      judged.filter((_, at) => isUnseen(at)),
    ),
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

/** Of all methodologies that have labels. */
export function accuracies(): Accuracy[] {
  const isPara = (folder: string | undefined, { para }: Labelled): boolean =>
    folder?.split('/')[0]?.toLowerCase() === para;
  const para = (list: string, files: readonly Labelled[], everyNth: number): Accuracy =>
    accuracyOf({
      ...{ methodology: 'para', list, files, everyNth },
      place: organizeByPara(listingOf(files), {}),
      isRight: isPara,
    });
  return [
    para('first', labelled, 3),
    para('second', fresh, 2),
    accuracyOf({
      ...{ methodology: 'johnny_decimal', list: 'first', files: labelled, everyNth: 2 },
      place: organizeByJohnnyDecimal(listingOf(labelled), { given: [] }),
      isRight: (folder, { johnnyDecimal }) => folder?.startsWith(`${johnnyDecimal}/`) ?? false,
    }),
  ];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A table for a terminal and for Markdown alike. */
export function accuracyTable(all: readonly Accuracy[]): string {
  const rows = all.map(
    ({ methodology, list, files, right, rightUnseen, rightWhereSure, toReview }) =>
      `| ${methodology} | ${list} | ${files} | ${percent(right)} | ${percent(rightUnseen)} | ${percent(rightWhereSure)} | ${percent(toReview)} |`,
  );
  return [
    '| Methodology | List | Labelled files | Placed as labelled | The unseen part | Where it is sure | To review |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
