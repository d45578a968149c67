/** `files list` and `files trash`. */
import type { FileEntry, FileType, TrashedFile } from '@file-organizer/client';
import { connect, libraryPath, shownPath } from '../../connection/connect.ts';
import type { Context } from '../../context.ts';
import { EXIT } from '../../failure.ts';
import { counted, sizeText, timeText } from '../../terminal/amounts.ts';
import type { Column } from '../../terminal/table.ts';

export type ListOptions = {
  readonly recursive?: boolean;
  readonly hidden?: boolean;
  readonly type?: FileType;
  readonly sort: 'name' | 'size' | 'created' | 'modified';
  readonly reverse?: boolean;
  readonly limit?: number;
};

/** The most entries of a page. */
const PAGE = 1000;

const FILES: readonly Column[] = [
  { head: 'SIZE', align: 'right' },
  { head: 'MODIFIED' },
  { head: 'TYPE' },
  { head: 'NAME', shorten: 'middle' },
];

/** @returns the exit code */
export async function listFiles(
  context: Context,
  folder: string | undefined,
  options: ListOptions,
): Promise<number> {
  const { output } = context;
  const {
    recursive,
    hidden,
    type,
    sort,
    reverse = false,
    limit = Number.POSITIVE_INFINITY,
  } = options;
  const connected = await connect(context, {
    withinFolder: folder,
  });
  const path = folder === undefined ? '/' : await libraryPath(connected, folder);
  const pages = connected.client.files.list({
    ...{ path, recursive, includeHidden: hidden, type },
    ...{
      sortBy: sort,
      sortOrder: reverse ? 'desc' : 'asc',
      limit: Math.max(1, Math.min(limit, PAGE)),
    },
  });
  const { folders, total } = await pages;
  const items: FileEntry[] = [];
  for await (const file of pages) {
    if (items.length >= limit || output.isClosed) break;
    items.push(file);
  }
  if (output.isJson) {
    output.json({ folders, items, total });
    return EXIT.ok;
  }
  const prefix = path === '/' ? '/' : `${path}/`;
  const inside = (each: string) => (each.startsWith(prefix) ? each.slice(prefix.length) : each);
  if (folders.length === 0 && items.length === 0)
    output.note(`${shownPath(connected, path)} has no files.`);
  else {
    output.table(FILES, [
      ...folders.map((each) => ['', '', 'folder', `${inside(each)}/`]),
      ...items.map((file) => [
        sizeText(file.size),
        timeText(file.modifiedAt),
        file.type,
        inside(file.path),
      ]),
    ]);
  }
  if (total > items.length)
    output.note(`${counted(total - items.length, 'more file')}; --limit shows more.`);
  return EXIT.ok;
}

/** @returns the exit code */
export async function listTrash(
  context: Context,
  { limit = Number.POSITIVE_INFINITY }: { limit?: number },
): Promise<number> {
  const { output } = context;
  const { client } = await connect(context);
  const pages = client.files.listTrash({ limit: Math.max(1, Math.min(limit, PAGE)) });
  const { total } = await pages;
  const items: TrashedFile[] = [];
  for await (const trashed of pages) {
    if (items.length >= limit || output.isClosed) break;
    items.push(trashed);
  }
  if (output.isJson) output.json({ items, total });
  else if (items.length === 0) output.note('The trash is empty.');
  else {
    output.table(
      [
        { head: 'ID' },
        { head: 'DELETED' },
        { head: 'SIZE', align: 'right' },
        { head: 'PATH', shorten: 'middle' },
      ],
      items.map(({ file, deletedAt, originalPath }) => [
        ...[file.fileId, timeText(deletedAt), sizeText(file.size)],
        originalPath,
      ]),
    );
  }
  return EXIT.ok;
}
