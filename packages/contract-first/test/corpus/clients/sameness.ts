/** Whether values are the same after a journey over the wire. */

/** How values may differ and still be the same. */
export type Leeway = {
  /** Whether texts are the same if they are the same moment (RFC 3339), as after `datetime` in Python. */
  readonly isTimeRead?: boolean;
};

/** Compares values as JSON has them: no order of properties, and nothing for `undefined`. */
export function isSame(one: unknown, other: unknown, leeway: Leeway = {}): boolean {
  if (Object.is(one, other) || (one === 0 && other === 0)) return true;
  if (typeof one === 'string' && typeof other === 'string') {
    return leeway.isTimeRead === true && isSameTime(one, other);
  }
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const left = entriesOf(one);
  const right = new Map(entriesOf(other));
  return (
    left.length === right.size &&
    left.every(([name, each]) => right.has(name) && isSame(each, right.get(name), leeway))
  );
}

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, each]) => each !== undefined);

/** The first place in which two values differ, as a JSON Pointer, with what is there. */
export function differenceOf(wanted: unknown, seen: unknown, leeway: Leeway = {}): string {
  return differenceAt('', wanted, seen, leeway);
}

function differenceAt(pointer: string, wanted: unknown, seen: unknown, leeway: Leeway): string {
  if (isContainer(wanted) && isContainer(seen) && Array.isArray(wanted) === Array.isArray(seen)) {
    const left = new Map(entriesOf(wanted));
    const right = new Map(entriesOf(seen));
    for (const name of new Set([...left.keys(), ...right.keys()])) {
      if (isSame(left.get(name), right.get(name), leeway)) continue;
      const inside = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return differenceAt(inside, left.get(name), right.get(name), leeway);
    }
  }
  return `${shown(wanted)} became ${shown(seen)} at "${pointer}"`;
}

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)).slice(0, 120);

function isSameTime(one: string, other: string): boolean {
  if (!(/^\d{4}-\d\d-\d\d/.test(one) && /^\d{4}-\d\d-\d\d/.test(other))) return false;
  const [left, right] = [momentOf(one), momentOf(other)];
  return !Number.isNaN(left) && Math.abs(left - right) < 1;
}

/** Milliseconds since 1970; fractions of seconds beyond them are left out. */
const momentOf = (text: string): number => Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
