import type { FileEntry } from '@file-organizer/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { sizeText, timeText } from '../words/format.ts';
import { nameOf } from '../words/paths.ts';
import type { FilesSearch } from './filesSearch.ts';
import type { Row } from './useFolder.ts';

/** The height of a row, in pixels. */
const ROW = 40;

type Sort = Pick<FilesSearch, 'sort' | 'order'>;

/**
 * A grid of folders and files (WAI-ARIA, pattern "grid"): only the rows in sight are in the page, so that lists
 * of any length scroll smoothly. Arrow keys move, the space bar selects, Enter opens.
 */
export function FileTable({
  search,
  rows,
  total,
  selected,
  onSelect,
  onSort,
  onOpen,
  onOpenFile,
  onReachEnd,
}: {
  readonly search: FilesSearch;
  readonly rows: readonly Row[];
  /** How many rows there are, including those that are not loaded yet. */
  readonly total: number;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  readonly onSort: (sort: Sort) => void;
  readonly onOpen: (folder: string) => void;
  readonly onOpenFile: (file: FileEntry) => void;
  readonly onReachEnd: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const rowsInSight = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const shown = rowsInSight.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length && rows.length < total) onReachEnd();
  }, [last, rows.length, total, onReachEnd]);

  const focus = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    setAt(next);
    rowsInSight.scrollToIndex(next);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${next + 2}"]`)?.focus();
    });
  };
  const toggle = (index: number) => {
    const row = rows[index];
    if (row?.kind !== 'file') return;
    const next = new Set(selected);
    if (!next.delete(row.file.fileId)) next.add(row.file.fileId);
    onSelect(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: total - 1,
    };
    const step = steps[event.key];
    const row = rows[at];
    if (step !== undefined) focus(step);
    else if (event.key === ' ') toggle(at);
    else if (event.key === 'Enter' && row?.kind === 'folder') onOpen(row.path);
    else if (event.key === 'Enter' && row?.kind === 'file') onOpenFile(row.file);
    else return;
    event.preventDefault();
  };

  return (
    <div
      role="grid"
      aria-label="Files"
      aria-rowcount={total + 1}
      className="table"
      aria-multiselectable
    >
      <div role="row" aria-rowindex={1} className="head">
        <SortHeader name="name" label="Name" search={search} onSort={onSort} />
        <SortHeader name="size" label="Size" search={search} onSort={onSort} />
        <SortHeader name="modified" label="Modified" search={search} onSort={onSort} />
      </div>
      <div ref={scroller} className="scroller" role="presentation" onKeyDown={onKeyDown}>
        <div
          role="presentation"
          style={{ height: rowsInSight.getTotalSize(), position: 'relative' }}
        >
          {shown.map(({ index, start, key }) => {
            const row = rows[index];
            const isSelected = row?.kind === 'file' && selected.has(row.file.fileId);
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={isSelected}
                tabIndex={index === at ? 0 : -1}
                data-folder={row?.kind === 'folder' ? row.path : undefined}
                className="row"
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => {
                  setAt(index);
                  if (row?.kind === 'folder') onOpen(row.path);
                  else toggle(index);
                }}
                onDoubleClick={() => row?.kind === 'file' && onOpenFile(row.file)}
                onFocus={() => setAt(index)}
              >
                <Cells row={row} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function SortHeader({
  name,
  label,
  search,
  onSort,
}: {
  readonly name: FilesSearch['sort'];
  readonly label: string;
  readonly search: FilesSearch;
  readonly onSort: (sort: Sort) => void;
}) {
  const isSorted = search.sort === name;
  const direction = search.order === 'asc' ? 'ascending' : 'descending';
  return (
    <div role="columnheader" aria-sort={isSorted ? direction : 'none'}>
      <button
        type="button"
        onClick={() =>
          onSort({ sort: name, order: isSorted && search.order === 'asc' ? 'desc' : 'asc' })
        }
      >
        {label}
        {isSorted && <span aria-hidden="true">{search.order === 'asc' ? ' ↑' : ' ↓'}</span>}
      </button>
    </div>
  );
}

function Cells({ row }: { readonly row: Row | undefined }) {
  if (!row) return <div role="gridcell">Loading …</div>;
  if (row.kind === 'folder') {
    return (
      <>
        <div role="gridcell" className="folder">
          {nameOf(row.path)}
        </div>
        <div role="gridcell" />
        <div role="gridcell" />
      </>
    );
  }
  const { name, type, size, modifiedAt } = row.file;
  return (
    <>
      <div role="gridcell" className={`file ${type}`}>
        {name}
      </div>
      <div role="gridcell">{sizeText(size)}</div>
      <div role="gridcell">{timeText(modifiedAt)}</div>
    </>
  );
}
