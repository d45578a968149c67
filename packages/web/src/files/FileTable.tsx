import type { FileEntry } from '@file-organizer/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { FileCells, SortHeader } from './FileCells.tsx';
import type { FilesSearch } from './filesSearch.ts';
import { afterClick, type Click, nothing, type Selection } from './selection.ts';
import type { Row } from './useFolder.ts';

/** As in files.css: on narrow screens, rows have up to three lines. */
const narrow = window.matchMedia('(max-width: 40rem)');

/** The height of a row, in pixels. */
const rowHeight = (): number => (narrow.matches ? 68 : 40);

const onNarrowChange = (changed: () => void): (() => void) => {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
};

/** The type of what is dragged within the page, in `DataTransfer`. */
export const DRAGGED = 'application/x-file-organizer';

/**
 * A grid of folders and files (WAI-ARIA, pattern "grid"): only the rows in sight are in the page, so that lists
 * of any length scroll smoothly.
 *
 * Arrow keys move, with Shift they select. Space selects and Enter opens. A click selects one file, with Ctrl or
 * Cmd further ones, with Shift a range. On a touch screen, files are opened by a tap and selected by their
 * checkboxes.
 */
export function FileTable({
  search,
  rows,
  total,
  selection,
  onSelect,
  onSelectAll,
  onSort,
  onOpen,
  onOpenFile,
  onReachEnd,
  onMove,
  created,
  onCreatedFocus,
}: {
  readonly search: FilesSearch;
  readonly rows: readonly Row[];
  /** How many rows there are, including those that are not loaded yet. */
  readonly total: number;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onSelectAll: () => void;
  readonly onSort: (sort: Pick<FilesSearch, 'sort' | 'order'>) => void;
  readonly onOpen: (folder: string) => void;
  readonly onOpenFile: (file: FileEntry) => void;
  readonly onReachEnd: () => void;
  /** The selected files were dropped on a folder. */
  readonly onMove: (folder: string) => void;
  /** A new folder, which gets the focus once it is in the list. */
  readonly created: string | undefined;
  readonly onCreatedFocus: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [dropTarget, setDropTarget] = useState<number>();
  const height = useSyncExternalStore(onNarrowChange, rowHeight);
  const rowsInSight = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height have other positions
  useEffect(() => rowsInSight.measure(), [height]);
  const shown = rowsInSight.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length && rows.length < total) onReachEnd();
  }, [last, rows.length, total, onReachEnd]);

  const { path, sort, order } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its first row
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setAt(0);
  }, [path, sort, order]);

  const newRow =
    created === undefined
      ? -1
      : rows.findIndex((row) => row.kind === 'folder' && row.path === created);
  const isNewShown = shown.some(({ index }) => index === newRow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each new folder
  useEffect(() => {
    if (newRow < 0) return;
    if (isNewShown) {
      scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${newRow + 2}"]`)?.focus();
      onCreatedFocus();
    } else rowsInSight.scrollToIndex(newRow);
  }, [newRow, isNewShown]);

  const { ids } = selection;
  const idAt = (index: number): string | undefined => {
    const row = rows[index];
    return row?.kind === 'file' ? row.file.fileId : undefined;
  };
  const select = (index: number, click: Click) => {
    onSelect(afterClick(selection, index, click, idAt));
  };
  const focus = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    setAt(next);
    rowsInSight.scrollToIndex(next);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${next + 2}"]`)?.focus();
    });
    return next;
  };
  const open = (index: number) => {
    const row = rows[index];
    if (row?.kind === 'folder') onOpen(row.path);
    if (row?.kind === 'file') onOpenFile(row.file);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: total - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const next = focus(step);
      if (event.shiftKey) {
        // A range begins where Shift was held first.
        const from = ids.size === 0 ? { ...selection, anchor: at } : selection;
        onSelect(afterClick(from, next, { isToggle: false, isRange: true }, idAt));
      }
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) onSelectAll();
    else if (event.key === 'Escape' && ids.size > 0) onSelect(nothing);
    else if (event.key === ' ') select(at, { isToggle: true, isRange: event.shiftKey });
    else if (event.key === 'Enter') open(at);
    else return;
    event.preventDefault();
  };
  const onRowClick = (event: MouseEvent, index: number) => {
    setAt(index);
    const isToggle = event.ctrlKey || event.metaKey;
    const isTouch = 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch';
    const isPlain = !isToggle && !event.shiftKey;
    if (isPlain && (isTouch || rows[index]?.kind === 'folder')) open(index);
    else select(index, { isToggle, isRange: event.shiftKey });
  };
  const onDragStart = (event: DragEvent, index: number) => {
    const id = idAt(index);
    if (id === undefined) return;
    if (!ids.has(id)) select(index, { isToggle: false, isRange: false });
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData(DRAGGED, id);
  };
  /** Only a folder takes what is dragged within the page. */
  const onDrag = (event: DragEvent, index: number) => {
    if (!event.dataTransfer.types.includes(DRAGGED) || rows[index]?.kind !== 'folder') return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setDropTarget(index);
  };
  const onDrop = (event: DragEvent, index: number) => {
    setDropTarget(undefined);
    const row = rows[index];
    if (!event.dataTransfer.types.includes(DRAGGED) || row?.kind !== 'folder') return;
    event.preventDefault();
    event.stopPropagation();
    onMove(row.path);
  };

  return (
    <div
      role="grid"
      aria-label="Files"
      aria-rowcount={total + 1}
      className={ids.size > 0 ? 'table selecting' : 'table'}
      aria-multiselectable
    >
      <div role="row" aria-rowindex={1} className="head">
        <div role="columnheader" className="check">
          <input
            type="checkbox"
            aria-label="Select all"
            checked={ids.size > 0}
            ref={(box) => {
              if (box) box.indeterminate = ids.size > 0 && ids.size < total;
            }}
            onChange={() => (ids.size > 0 ? onSelect(nothing) : onSelectAll())}
          />
        </div>
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
            const id = idAt(index);
            const isSelected = id !== undefined && ids.has(id);
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={id === undefined ? undefined : isSelected}
                tabIndex={index === at ? 0 : -1}
                data-folder={row?.kind === 'folder' ? row.path : undefined}
                className={index === dropTarget ? 'row target' : 'row'}
                style={{ height, transform: `translateY(${start}px)` }}
                draggable={id !== undefined}
                onClick={(event) => onRowClick(event, index)}
                onDoubleClick={() => row?.kind === 'file' && open(index)}
                onFocus={() => setAt(index)}
                onDragStart={(event) => onDragStart(event, index)}
                onDragOver={(event) => onDrag(event, index)}
                onDragLeave={() => setDropTarget(undefined)}
                onDrop={(event) => onDrop(event, index)}
              >
                <FileCells
                  row={row}
                  isSelected={isSelected}
                  onToggle={(isRange) => select(index, { isToggle: true, isRange })}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
