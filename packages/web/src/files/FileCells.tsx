import { sizeText, timeText } from '../words/format.ts';
import { Name } from '../words/Name.tsx';
import { nameOf, shownName } from '../words/paths.ts';
import type { FilesSearch } from './filesSearch.ts';
import type { Row } from './useFolder.ts';

type Sort = Pick<FilesSearch, 'sort' | 'order'>;

/** The head of a column, which sorts the folder by it. */
export function SortHeader({
  name,
  label,
  search,
  onSort,
}: {
  readonly name: FilesSearch['sort'];
  readonly label: string;
  readonly search: Sort;
  readonly onSort: (sort: Sort) => void;
}) {
  const isSorted = search.sort === name;
  const direction = search.order === 'asc' ? 'ascending' : 'descending';
  return (
    <div role="columnheader" className={name} aria-sort={isSorted ? direction : 'none'}>
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

/** The cells of a folder or a file. */
export function FileCells({
  row,
  isSelected,
  onToggle,
}: {
  readonly row: Row | undefined;
  readonly isSelected: boolean;
  /** The checkbox was clicked, with Shift if `isRange`. */
  readonly onToggle: (isRange: boolean) => void;
}) {
  if (row?.kind === 'file') {
    const { name, type, size, modifiedAt } = row.file;
    return (
      <>
        <div role="gridcell" className="check">
          <input
            type="checkbox"
            // The keyboard selects with the space bar.
            tabIndex={-1}
            aria-label={`Select ${shownName(name)}`}
            checked={isSelected}
            onChange={() => {}}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(event.shiftKey);
            }}
            onDoubleClick={(event) => event.stopPropagation()}
          />
        </div>
        <div role="gridcell" className={`name file ${type}`}>
          <Name>{name}</Name>
        </div>
        <div role="gridcell" className="size">
          {sizeText(size)}
        </div>
        <div role="gridcell" className="modified">
          {timeText(modifiedAt)}
        </div>
      </>
    );
  }
  return (
    <>
      <div role="gridcell" className="check" />
      <div role="gridcell" className={row ? 'name folder' : 'name'}>
        {row ? <Name>{nameOf(row.path)}</Name> : 'Loading …'}
      </div>
      <div role="gridcell" className="size" />
      <div role="gridcell" className="modified" />
    </>
  );
}
