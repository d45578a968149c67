import { printable } from './printable.ts';
import { padded, shortenedAtEnd, shortenedInMiddle, widthOf } from './width.ts';

/** How a column is fitted into a narrow terminal; without `shorten` it keeps its width. */
export type Column = {
  readonly head: string;
  readonly align?: 'left' | 'right';
  readonly shorten?: 'middle' | 'end';
  /** Left out if fewer columns than this would be left for it. */
  readonly least?: number;
};

const GAP = 2;

/** A table as lines: its head first, then a line for each row. */
export type TableLines = { readonly head: string; readonly rows: string[] };

/**
 * Lays out a table. Cells are untrusted text; they are escaped.
 *
 * @param width columns of the terminal; without it nothing is shortened
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width?: number,
): TableLines {
  const cells = rows.map((row) => row.map(printable));
  const natural = columns.map(({ head }, at) =>
    Math.max(widthOf(head), ...cells.map((row) => widthOf(row[at] ?? ''))),
  );
  const { widths, isShown } = fittedWidths(columns, natural, width);
  const shown = columns.map((_, at) => at).filter((at) => isShown[at]);
  const line = (row: readonly string[]) =>
    shown
      .map((at) => {
        const { align = 'left', shorten } = columns[at] ?? { head: '' };
        const space = widths[at] ?? 0;
        const text = row[at] ?? '';
        const fitted =
          shorten === 'middle'
            ? shortenedInMiddle(text, space)
            : shorten === 'end'
              ? shortenedAtEnd(text, space)
              : text;
        const isLast = at === shown.at(-1);
        return isLast && align === 'left' ? fitted : padded(fitted, space, align);
      })
      .join(' '.repeat(GAP));
  return { head: line(columns.map(({ head }) => head)), rows: cells.map(line) };
}

type Fitted = { readonly widths: readonly number[]; readonly isShown: readonly boolean[] };

function fittedWidths(
  columns: readonly Column[],
  natural: readonly number[],
  width: number | undefined,
): Fitted {
  const all = columns.map(() => true);
  if (width === undefined) return { widths: natural, isShown: all };
  const whole = shrunk(columns, natural, all, width);
  const tooNarrow = columns.findIndex(
    ({ least }, at) => least !== undefined && (whole[at] ?? 0) < Math.min(least, natural[at] ?? 0),
  );
  if (tooNarrow === -1) return { widths: whole, isShown: all };
  const isShown = columns.map((_, at) => at !== tooNarrow);
  return { widths: shrunk(columns, natural, isShown, width), isShown };
}

/** Narrows the widest columns that can be shortened until all fit. */
function shrunk(
  columns: readonly Column[],
  natural: readonly number[],
  isShown: readonly boolean[],
  width: number,
): number[] {
  const shown = columns.map((_, at) => at).filter((at) => isShown[at]);
  const flexible = shown.filter((at) => columns[at]?.shorten !== undefined);
  const fixed = shown.filter((at) => columns[at]?.shorten === undefined);
  const sum = (indices: readonly number[]) =>
    indices.reduce((all, at) => all + (natural[at] ?? 0), 0);
  let left = width - GAP * (shown.length - 1) - sum(fixed);
  const widths = [...natural];
  // The narrow ones first: what they do not need is left for the others.
  const order = flexible.toSorted((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0));
  order.forEach((at, done) => {
    const share = Math.max(1, Math.floor(left / (order.length - done)));
    widths[at] = Math.min(natural[at] ?? 0, share);
    left -= widths[at] ?? 0;
  });
  return widths;
}
