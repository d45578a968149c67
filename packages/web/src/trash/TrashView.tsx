import type { TrashedFile } from '@file-organizer/client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../session/SessionContext.tsx';
import { countText, sizeText, timeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';

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
  const [first] = trash.data?.pages ?? [];
  return (
    <section aria-labelledby="trash" className="narrow">
      <h1 id="trash">Trash</h1>
      {trash.error && <ProblemText error={trash.error} />}
      {trash.isPending && <p role="status">Loading …</p>}
      {first?.total === 0 && <p className="empty">The trash is empty.</p>}
      {first && first.total > 0 && <p>{countText(first.total, 'file')}</p>}
      <ul className="lines">
        {files.map((each) => (
          <TrashLine key={each.file.fileId} trashed={each} />
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

function TrashLine({ trashed }: { readonly trashed: TrashedFile }) {
  const { client } = useSession();
  const queries = useQueryClient();
  const { file, originalPath, deletedAt } = trashed;
  const settle = async () => {
    await queries.invalidateQueries({ queryKey: ['trash'] });
    await queries.invalidateQueries({ queryKey: ['files'] });
  };
  const restore = useMutation({
    mutationFn: () => client.files.restore(file.fileId),
    onSettled: settle,
  });
  const remove = useMutation({
    mutationFn: () => client.files.delete(file.fileId, { permanent: true }),
    onSettled: settle,
  });
  const onDelete = () => {
    // The only thing on this page that cannot be undone.
    if (window.confirm(`Delete “${file.name}” for good? This cannot be undone.`)) remove.mutate();
  };
  return (
    <li>
      <div>
        <strong>{originalPath}</strong>
        <small>
          {sizeText(file.size)}, deleted {timeText(deletedAt)}
        </small>
        {restore.error && <ProblemText error={restore.error} />}
        {remove.error && <ProblemText error={remove.error} />}
      </div>
      <button
        type="button"
        aria-label={`Restore ${file.name}`}
        disabled={restore.isPending}
        onClick={() => restore.mutate()}
      >
        Restore
      </button>
      <button
        type="button"
        aria-label={`Delete ${file.name} for good`}
        disabled={remove.isPending}
        onClick={onDelete}
      >
        Delete for good
      </button>
    </li>
  );
}
