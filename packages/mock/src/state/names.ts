/** Names that are taken, and free ones next to them, by the rules of the server. */

import { ProblemError } from 'contract-first/mock';

/** The longest name of a file or folder, in bytes. */
export const LONGEST_NAME = 255;

/** The form in which names are equal that differ only in case or Unicode form. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();

/** A name among others that differs from it only in case or Unicode form. */
export function caseConflictOf(name: string, names: ReadonlySet<string>): string | undefined {
  if (names.has(name)) return undefined;
  const wanted = folded(name);
  return [...names].find((each) => folded(each) === wanted);
}

/** The first of `report.pdf`, `report (2).pdf`, `report (3).pdf`, … that is not among the names. */
export function freeName(name: string, names: ReadonlySet<string>): string {
  const taken = new Set([...names].map(folded));
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : numberedName(name, number);
    if (!taken.has(folded(free))) return free;
  }
}

export const nameConflict = (existing: string, wanted: string): ProblemError =>
  new ProblemError(
    'name_conflict',
    `"${existing}" exists and differs from "${wanted}" only in case or Unicode form; use that name, or another one`,
  );

/** A number goes before this: the extension, or what marks a volume of an archive. */
const EXTENSION =
  /(?<=[^./])(?:\.part\d+\.\w+|\.tar\.\w+|\.\w+\.\d{3}|\.[rz]\d\d|\.(?!v?\d+$)[a-z]\w{0,9})$/i;

function numberedName(name: string, number: number): string {
  const [extension = ''] = EXTENSION.exec(name) ?? [];
  const suffix = ` (${number})${extension}`;
  let stem = name.slice(0, name.length - extension.length);
  while (Buffer.byteLength(stem + suffix) > LONGEST_NAME) stem = [...stem].slice(0, -1).join('');
  return stem + suffix;
}
