import { createHash } from 'node:crypto';
import { type BigIntStats, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What a file or folder is like: `folder 755` or `file 644 <digest>`, and when it was modified. */
type Entry = { readonly what: string; readonly modifiedNs: bigint };

/** All that is in a folder, itself included, by paths. */
export type Snapshot = ReadonlyMap<string, Entry>;

/** Reads a folder and all below it: names, contents, modes and times. */
export function snapshotOf(root: string): Snapshot {
  const entries = new Map<string, Entry>();
  const add = (path: string) => {
    const place = join(root, path);
    const stat = lstatSync(place, { bigint: true });
    entries.set(path, { what: whatIs(place, stat), modifiedNs: stat.mtimeNs });
    if (stat.isDirectory()) {
      // What is not UTF-8 cannot be asked for by its name.
      const names = readdirSync(place).filter((name) => !name.includes('\uFFFD'));
      for (const name of names) add(join(path, name));
    }
  };
  add('/');
  return entries;
}

function whatIs(place: string, stat: BigIntStats): string {
  const mode = (stat.mode & 0o7777n).toString(8);
  if (stat.isSymbolicLink()) return `link to ${readlinkSync(place)}`;
  return stat.isDirectory() ? `folder ${mode}` : `file ${mode} ${digestOf(place)}`;
}

const digestOf = (place: string): string =>
  createHash('sha256').update(readFileSync(place)).digest('hex');

/** The digests of all files, each as often as it is there. */
export function contentsOf(...roots: readonly string[]): string[] {
  return roots
    .flatMap((root) => [...snapshotOf(root).values()])
    .flatMap(({ what }) => (what.startsWith('file') ? what.slice(what.lastIndexOf(' ') + 1) : []))
    .sort();
}

/** What is not the same, in words. Node.js sets times to a quarter of a microsecond. */
export function differences(before: Snapshot, after: Snapshot): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].sort().flatMap((path) => {
    const [was, is] = [before.get(path), after.get(path)];
    if (!was || !is) return [`${path}: ${was?.what ?? 'nothing'} → ${is?.what ?? 'nothing'}`];
    if (was.what !== is.what) return [`${path}: ${was.what} → ${is.what}`];
    const difference = was.modifiedNs - is.modifiedNs;
    if (difference > -1000n && difference < 1000n) return [];
    return [`${path}: modified ${was.modifiedNs} → ${is.modifiedNs}`];
  });
}
