/** Which files of a list are selected, as in file managers of desktops. */

/** How a row was clicked. */
export type Click = {
  /** Adds or removes one: Ctrl, Cmd, or a checkbox. */
  readonly isToggle: boolean;
  /** Selects all from the one that was clicked before. */
  readonly isRange: boolean;
};

export type Selection = {
  readonly ids: ReadonlySet<string>;
  /** The row at which a range begins. */
  readonly anchor: number;
};

export const nothing: Selection = { ids: new Set(), anchor: 0 };

/**
 * The selection after a click.
 *
 * @param idAt the file of a row; undefined for a folder, and for a row that is not loaded
 */
export function afterClick(
  { ids, anchor }: Selection,
  index: number,
  { isToggle, isRange }: Click,
  idAt: (index: number) => string | undefined,
): Selection {
  if (isRange) {
    const [first, last] = anchor < index ? [anchor, index] : [index, anchor];
    const range = idsBetween(first, last, idAt);
    return { ids: new Set(isToggle ? [...ids, ...range] : range), anchor };
  }
  const id = idAt(index);
  if (id === undefined) return { ids: isToggle ? ids : new Set(), anchor: index };
  if (!isToggle) return { ids: new Set([id]), anchor: index };
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: index };
}

function idsBetween(
  first: number,
  last: number,
  idAt: (index: number) => string | undefined,
): string[] {
  const ids: string[] = [];
  for (let index = first; index <= last; index += 1) {
    const id = idAt(index);
    if (id !== undefined) ids.push(id);
  }
  return ids;
}
