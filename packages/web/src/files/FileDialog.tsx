import type { FileEntry } from '@file-organizer/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { sizeText, timeText } from '../words/format.ts';
import { Name } from '../words/Name.tsx';
import { ProblemText } from '../words/ProblemText.tsx';
import { download } from './download.ts';
import { Preview } from './Preview.tsx';

/** A file with its preview, and what can be done with it. */
export function FileDialog({
  file,
  onClose,
}: {
  readonly file: FileEntry;
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { client } = useSession();
  const queries = useQueryClient();
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const save = useMutation({ mutationFn: () => download(client, file) });
  const remove = useMutation({
    mutationFn: () => client.files.delete(file.fileId),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['files'] });
      onClose();
    },
  });
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={`${id}-name`} className="file-dialog">
      <header className="dialog-head">
        <h2 id={`${id}-name`}>
          <Name>{file.name}</Name>
        </h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      <Preview file={file} />
      <p className="hint">
        {sizeText(file.size)}, {file.mimeType}, changed {timeText(file.modifiedAt)}
      </p>
      <MoveForm file={file} onMoved={onClose} />
      <div className="actions">
        <button type="button" onClick={() => save.mutate()} disabled={save.isPending}>
          Download
        </button>
        <button type="button" onClick={() => remove.mutate()} disabled={remove.isPending}>
          Move to trash
        </button>
      </div>
      {save.error && <ProblemText error={save.error} />}
      {remove.error && <ProblemText error={remove.error} />}
    </dialog>
  );
}

/** Asks for another path. It never overwrites a file. */
function MoveForm({ file, onMoved }: { readonly file: FileEntry; readonly onMoved: () => void }) {
  const { client } = useSession();
  const queries = useQueryClient();
  const [path, setPath] = useState(file.path);
  const id = useId();
  const move = useMutation({
    mutationFn: () => client.files.update(file.fileId, { path }, { ifMatch: file.etag }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['files'] });
      onMoved();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    move.mutate();
  };
  return (
    <form onSubmit={submit} className="move-form">
      <label htmlFor={id}>Path</label>
      <input id={id} value={path} onChange={(event) => setPath(event.target.value)} required />
      <button type="submit" disabled={path === file.path || move.isPending}>
        Move
      </button>
      {move.error && <ProblemText error={move.error} />}
    </form>
  );
}
