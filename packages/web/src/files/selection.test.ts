import { expect, it } from 'vitest';
import { afterClick, type Click, nothing, type Selection } from './selection.ts';

/** A folder, then files `1` to `4`. */
const idAt = (index: number): string | undefined => (index === 0 ? undefined : String(index));
const plain: Click = { isToggle: false, isRange: false };
const toggle: Click = { isToggle: true, isRange: false };
const range: Click = { isToggle: false, isRange: true };

const after = (...clicks: readonly (readonly [index: number, click: Click])[]): string[] => {
  const end = clicks.reduce<Selection>(
    (selection, [index, click]) => afterClick(selection, index, click, idAt),
    nothing,
  );
  return [...end.ids].sort();
};

it.each([
  [
    'a click replaces the selection',
    [
      [1, plain],
      [3, plain],
    ],
    ['3'],
  ],
  [
    'a toggle adds one and removes one',
    [
      [1, plain],
      [3, toggle],
      [1, toggle],
    ],
    ['3'],
  ],
  [
    'a range begins at the last click',
    [
      [2, plain],
      [4, range],
    ],
    ['2', '3', '4'],
  ],
  [
    'a range goes upwards as well',
    [
      [4, plain],
      [2, range],
    ],
    ['2', '3', '4'],
  ],
  [
    'a range keeps its beginning',
    [
      [2, plain],
      [4, range],
      [3, range],
    ],
    ['2', '3'],
  ],
  [
    'a range omits folders',
    [
      [2, plain],
      [0, range],
    ],
    ['1', '2'],
  ],
  [
    'a range is added by Ctrl',
    [
      [1, plain],
      [3, toggle],
      [4, { isToggle: true, isRange: true }],
    ],
    ['1', '3', '4'],
  ],
  [
    'a click on a folder ends the selection',
    [
      [1, plain],
      [0, plain],
    ],
    [],
  ],
] as const)('%s', (_, clicks, expected) => {
  expect(after(...clicks)).toEqual(expected);
});
