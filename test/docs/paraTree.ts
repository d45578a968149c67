import { fileTypeOf, mediaTypeOf } from '../../packages/server/src/files/fileType.ts';
import { nameOf } from '../../packages/server/src/files/path.ts';
import type { ListedFile } from '../../packages/server/src/organize/methodologies/methodology.ts';
import { organizeByPara } from '../../packages/server/src/organize/methodologies/para/para.ts';

const now = Date.parse('2026-01-15T12:00:00Z');
const lastWeek = now - 7 * 24 * 60 * 60 * 1000;

function fileAt(path: string): ListedFile {
  const name = nameOf(path);
  const mediaType = mediaTypeOf(name);
  const times = { createdMs: lastWeek, modifiedMs: lastWeek, accessedMs: lastWeek };
  const content = { sniffed: false, takenOn: undefined, sample: undefined };
  const type = fileTypeOf(name, mediaType);
  return { kind: 'file', path, name, size: 1, mediaType, type, ...times, ...content };
}

/** The paths of files after PARA has organized them, sorted. */
export function organizedByPara(paths: readonly string[], folders: readonly string[]): string[] {
  const items = paths.map((path) => fileAt(`/${path}`));
  const place = organizeByPara({ base: '/', destination: '/', items, folders, now }, {});
  return items
    .map((item) => {
      const placement = place(item);
      if (!placement || !('folder' in placement)) return item.path.slice(1);
      return `${placement.folder}/${item.name}`;
    })
    .sort();
}

/** The paths of the files in a drawn tree: lines below its first, which names the folder. */
export function pathsInTree(tree: string): string[] {
  const around: string[] = [];
  return tree
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, lead = '', name = ''] = /^((?:│ {3}| {4})*)[├└]── (.+)$/.exec(line) ?? [];
      around.length = lead.length / 4;
      if (!name.endsWith('/')) return [[...around, name].join('/')];
      around.push(name.slice(0, -1));
      return [];
    })
    .sort();
}
