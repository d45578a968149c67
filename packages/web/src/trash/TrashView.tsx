import type { TrashedFile } from '@file-organizer/client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionReport } from '../fileActions/ActionReport.tsx';
import { useFileActions } from '../fileActions/useFileActions.ts';
import { useSession } from '../session/SessionContext.tsx';
import { countText, sizeText, timeText } from '../words/format.ts';
import { Name } from '../words/Name.tsx';
import { ProblemText } from '../words/ProblemText.tsx';
import { shownName } from '../words/paths.ts';

/** What was deleted and can be restored. */
export function TrashView() {
  const { client } = useSession();
  const trash = useInfiniteQuery({
    queryKey: ['trash'],
    queryFn: ({ pageParam, signal }) =>
      client.files.listTrash(pageParam === undefined ? {} : { cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const files = trash.data?.pages.flatMap(({ items }) => items) ?? [];
  const { actions, run } = useFileActions();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const chosen = files.filter(({ file }) => selected.has(file.fileId));
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  const restore = () => {
    void actions.start({ kind: 'restore' }, chosen);
    setSelected(new Set());
  };
  const [first] = trash.data?.pages ?? [];
  return (
    <section aria-labelledby="trash" className="narrow">
      <h1 id="trash">Trash</h1>
      {trash.error && <ProblemText error={trash.error} />}
      {trash.isPending && <p role="status">Loading …</p>}
      {first?.total === 0 && <p className="empty">The trash is empty.</p>}
      <ActionReport />
      {first && first.total > 0 && (
        <div className="actions">
          <label>
            <input
              type="checkbox"
              checked={chosen.length === files.length}
              onChange={({ target }) =>
                setSelected(new Set(target.checked ? files.map(({ file }) => file.fileId) : []))
              }
            />{' '}
            Select all: {countText(first.total, 'file')}
            {files.length < first.total && ` (${files.length} loaded)`}
          </label>
          {chosen.length > 0 && (
            <button type="button" disabled={run?.state === 'running'} onClick={restore}>
              Restore {countText(chosen.length, 'file')}
            </button>
          )}
        </div>
      )}
      <ul className="lines">
        {files.map((each) => (
          <TrashLine
            key={each.file.fileId}
            trashed={each}
            isSelected={selected.has(each.file.fileId)}
            onToggle={() => toggle(each.file.fileId)}
          />
        ))}
      </ul>
      {trash.hasNextPage && (
        <button type="button" onClick={() => trash.fetchNextPage()} disabled={trash.isFetching}>
          Show more
        </button>
      )}
    </section>
  );
}

function TrashLine({
  trashed,
  isSelected,
  onToggle,
}: {
  readonly trashed: TrashedFile;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
}) {
  const { client } = useSession();
  const queries = useQueryClient();
  const { actions } = useFileActions();
  const { file, originalPath, deletedAt } = trashed;
  const settle = async () => {
    await queries.invalidateQueries({ queryKey: ['trash'] });
    await queries.invalidateQueries({ queryKey: ['files'] });
  };
  const restore = useMutation({
    mutationFn: () => client.files.restore(file.fileId),
    onSuccess: () => actions.forget(file.fileId),
    onSettled: settle,
  });
  const remove = useMutation({
    mutationFn: () => client.files.delete(file.fileId, { permanent: true }),
    onSuccess: () => actions.forget(file.fileId),
    onSettled: settle,
  });
  const onDelete = () => {
    // The only thing on this page that cannot be undone.
    if (window.confirm(`Delete “${shownName(file.name)}” for good? This cannot be undone.`))
      remove.mutate();
  };
  return (
    <li>
      <input
        type="checkbox"
        aria-label={`Select ${shownName(file.name)}`}
        checked={isSelected}
        onChange={onToggle}
      />
      <div>
        <strong>
          <Name>{originalPath}</Name>
        </strong>
        <small>
          {sizeText(file.size)}, deleted {timeText(deletedAt)}
        </small>
        {restore.error && <ProblemText error={restore.error} />}
        {remove.error && <ProblemText error={remove.error} />}
      </div>
      <button
        type="button"
        aria-label={`Restore ${shownName(file.name)}`}
        disabled={restore.isPending}
        onClick={() => restore.mutate()}
      >
        Restore
      </button>
      <button
        type="button"
        aria-label={`Delete ${shownName(file.name)} for good`}
        disabled={remove.isPending}
        onClick={onDelete}
      >
        Delete for good
      </button>
    </li>
  );
}
