import type { Change } from '../change.ts';
import { type Level, levels } from '../rules/index.ts';

/** How many changes there are of each level. */
export type Summary = Readonly<Record<Level, number>>;

export function summaryOf(changes: readonly Change[]): Summary {
  const counts = { breaking: 0, warning: 0, compatible: 0, annotation: 0 };
  for (const { level } of changes) counts[level]++;
  return counts;
}

const words: Readonly<Record<Level, (count: number) => string>> = {
  breaking: (count) => `${count} breaking`,
  warning: (count) => `${count} ${count === 1 ? 'warning' : 'warnings'}`,
  compatible: (count) => `${count} compatible`,
  annotation: (count) => `${count} in documentation only`,
};

/** The counts in one line: `1 breaking, 0 warnings, 3 compatible, 12 in documentation only`. */
export const summaryText = (summary: Summary): string =>
  levels.map((level) => words[level](summary[level])).join(', ');

/** The operations that a change concerns beside the one that it is shown at. */
export function othersText({ operations }: Change): string {
  const count = operations.length - 1;
  return count > 0 ? `and in ${count} other ${count === 1 ? 'operation' : 'operations'}` : '';
}
