import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../session/SessionContext.tsx';
import { ProblemText } from '../words/ProblemText.tsx';
import { folderOf } from '../words/paths.ts';

/** What is shown in a folder without files and folders. */
export function EmptyFolder({
  path,
  onDeleting,
  onDeleted,
}: {
  readonly path: string;
  /** Called before the folder is deleted, and with `false` if that fails. */
  readonly onDeleting: (isDeleting: boolean) => void;
  /** Called when the folder is gone. */
  readonly onDeleted: () => void;
}) {
  const { client } = useSession();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.folders.delete(path),
    onMutate: () => onDeleting(true),
    onError: () => onDeleting(false),
    onSuccess: () => {
      onDeleted();
      void queries.invalidateQueries({ queryKey: ['files', folderOf(path)] });
    },
  });
  return (
    <div className="empty">
      <p>This folder is empty. Drop files or folders here, or choose “Upload”.</p>
      {path !== '/' && (
        <button type="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
          Delete this folder
        </button>
      )}
      {remove.error && <ProblemText error={remove.error} />}
    </div>
  );
}
