import { lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { errnoOf, Failure } from '../failure.ts';
import { childOf, folderOf, foldName, nameOf, placeOf } from './path.ts';

/** The names in a folder; none where the folder is not there. */
export function namesIn(root: string, folder: string): string[] {
  try {
    return readdirSync(placeOf(root, folder));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    if (errnoOf(error) === 'ENOTDIR') throw new Failure('not_a_folder', `"${folder}" is a file`);
    throw error;
  }
}

/** The name in the folder that differs from this path's only by case or Unicode form, if any. */
export function twinOf(root: string, path: string): string | undefined {
  const name = nameOf(path);
  const folded = foldName(name);
  const names = namesIn(root, folderOf(path));
  if (names.includes(name)) return undefined;
  return names.find((each) => foldName(each) === folded);
}

/** The first free path of `report.pdf`, `report (2).pdf`, `report (3).pdf`, … in its folder. */
export function freePath(root: string, path: string): string {
  const taken = new Set(namesIn(root, folderOf(path)).map(foldName));
  return childOf(
    folderOf(path),
    firstFreeName(nameOf(path), (name) => taken.has(foldName(name))),
  );
}

/** The first of `report.pdf`, `report (2).pdf`, … that is not taken, within 255 bytes. */
export function firstFreeName(name: string, isTaken: (name: string) => boolean): string {
  const extension = /(?<=[^.])(\.tar)?\.[^.\s]{1,20}$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? extension : ` (${number})${extension}`;
    const candidate = cutToBytes(stem, 255 - Buffer.byteLength(suffix)) + suffix;
    if (!isTaken(candidate)) return candidate;
  }
}

function cutToBytes(text: string, bytes: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > bytes) cut = [...cut].slice(0, -1).join('');
  return cut;
}

/**
 * Makes a folder and those above it, where they are not there.
 *
 * @param folder a path in its normal form
 * @throws Failure `not_a_folder` where a file is in the way, `name_conflict` where a twin is
 */
export async function makeFolder(root: string, folder: string): Promise<void> {
  let made = '/';
  for (const name of folder.split('/').filter((each) => each !== '')) {
    made = childOf(made, name);
    const twin = twinOf(root, made);
    if (twin) {
      throw new Failure('name_conflict', `"${made}" would stand beside its twin "${twin}"`);
    }
    const place = placeOf(root, made);
    try {
      // In one go with the look for a twin, so that none can be made in between.
      mkdirSync(place);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      if (!lstatSync(place).isDirectory()) {
        throw new Failure('not_a_folder', `"${made}" is a file`);
      }
    }
  }
}
