/** Recognizes Johnny Decimal numbers in names. */

import { prefixOf } from '../../../files/path.ts';

/** A number and its title: `10-19` for an area, `12` for a category, `12.03` for an ID. */
export type GivenNumber = { readonly number: string; readonly title: string };

export type Numbered = GivenNumber & { readonly kind: 'area' | 'category' | 'id' };

/** The number at the beginning of a name such as `12.03 2025 return`, if any. */
export function numberOf(name: string): Numbered | undefined {
  const [, area, areaTitle = ''] = /^(\d0-\d9)(?!\d)[ _.-]*(.*)$/s.exec(name) ?? [];
  if (area && area[0] === area[3]) return { kind: 'area', number: area, title: areaTitle };
  const [, id, idTitle = ''] = /^(\d\d\.\d\d)(?![\d.])[ _-]*(.*)$/s.exec(name) ?? [];
  if (id) return { kind: 'id', number: id, title: idTitle };
  const [, category, title] = /^(\d\d)[ _-]+(?=\D)(.+)$/s.exec(name) ?? [];
  if (category && title) return { kind: 'category', number: category, title };
  return undefined;
}

/** The area's number of a category, and the category's number of an ID. */
export const areaOf = (category: string): string => `${category[0]}0-${category[0]}9`;
export const categoryOf = (id: string): string => id.slice(0, 2);

/** Whether a file is in an ID, anywhere: `…/12 Tax/12.03 2025 return/form.pdf`. */
export function isFiled(path: string): boolean {
  const numbers = path.split('/').map(numberOf);
  return numbers.some((each, at) => {
    const above = numbers[at - 1];
    return (
      each?.kind === 'id' && above?.kind === 'category' && above.number === categoryOf(each.number)
    );
  });
}

/**
 * The numbers at the beginning of names in a folder and below. A file counts only as an ID, since
 * titles of films begin with numbers, too.
 */
export function numbersIn(
  destination: string,
  folders: Iterable<string>,
  files: Iterable<string>,
): GivenNumber[] {
  const found = new Map<string, GivenNumber>();
  const note = ({ number, title }: Numbered) => {
    if (!found.has(number)) found.set(number, { number, title });
  };
  const namesOf = (path: string) => path.slice(prefixOf(destination).length).split('/');
  for (const folder of folders) {
    if (!folder.startsWith(prefixOf(destination))) continue;
    const names = namesOf(folder);
    const last = numberOf(names.at(-1) ?? '');
    const deepest = { area: 1, category: 2, id: Number.POSITIVE_INFINITY };
    if (last && names.length <= deepest[last.kind]) note(last);
  }
  for (const file of files) {
    const last = numberOf(file.slice(file.lastIndexOf('/') + 1));
    if (last?.kind === 'id' && file.startsWith(prefixOf(destination))) note(last);
  }
  return [...found.values()];
}
