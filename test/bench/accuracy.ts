/**
 * How often a methodology puts a file where a person would: on the labelled files of
 * `test/organize/labelled`.
 *
 * @module
 */
import { organizeByJohnnyDecimal } from '../../packages/server/src/organize/johnnyDecimal/johnnyDecimal.ts';
import type { Placement, Stay } from '../../packages/server/src/organize/methodology.ts';
import { type Labelled, labelled, now } from '../organize/labelled/labelled.ts';

export type Accuracy = {
  readonly methodology: string;
  readonly files: number;
  /** Shares from 0 to 1. */
  readonly right: number;
  /** Of those that it does not want to be reviewed. */
  readonly rightWhereSure: number;
  readonly toReview: number;
  /** Of every second file, which nobody has looked at to make the rules better. */
  readonly rightUnseen: number;
  readonly wrong: readonly string[];
};

/**
 * Judges placements by their labels.
 *
 * @param isRight whether a placement is what the label says
 */
export function accuracyOf(
  methodology: string,
  files: readonly Labelled[],
  place: (file: Labelled['file']) => Placement | Stay | undefined,
  isRight: (folder: string | undefined, file: Labelled) => boolean,
): Accuracy {
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

const isUnseen = (at: number): boolean => at % 2 === 1;

/** Of all methodologies that have labels. */
export function accuracies(): Accuracy[] {
  const items = labelled.map(({ file }) => file);
  const listing = { base: '/', destination: '/', items, folders: [], now };
  return [
    accuracyOf(
      'johnny_decimal',
      labelled,
      organizeByJohnnyDecimal(listing, { given: [] }),
      (folder, { johnnyDecimal }) => folder?.startsWith(`${johnnyDecimal}/`) ?? false,
    ),
  ];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A table for a terminal and for Markdown alike. */
export function accuracyTable(all: readonly Accuracy[]): string {
  const rows = all.map(
    ({ methodology, files, right, rightUnseen, rightWhereSure, toReview }) =>
      `| ${methodology} | ${files} | ${percent(right)} | ${percent(rightUnseen)} | ${percent(rightWhereSure)} | ${percent(toReview)} |`,
  );
  return [
    '| Methodology | Labelled files | Placed as labelled | The unseen half | Where it is sure | To review |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
