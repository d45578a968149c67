import type { CreatedFolder } from '@file-organizer/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { ProblemText } from '../words/ProblemText.tsx';
import { childOf } from '../words/paths.ts';

/** Asks for the name of a new folder, and creates it. */
export function NewFolderForm({
  folder,
  onCreated,
  onCancel,
}: {
  /** Where the new folder is created. */
  readonly folder: string;
  readonly onCreated: (created: CreatedFolder) => void;
  readonly onCancel: () => void;
}) {
  const { client } = useSession();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const id = useId();
  const name = text.trim();
  const create = useMutation({
    mutationFn: () => client.folders.create(childOf(folder, name)),
    onSuccess: (created) => {
      for (const kind of ['files', 'folders']) {
        void queries.invalidateQueries({ queryKey: [kind, folder] });
      }
      onCreated(created);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending) create.mutate();
  };
  return (
    <form onSubmit={submit} className="new-folder">
      <label htmlFor={id}>Name of the new folder</label>
      <input
        id={id}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          create.reset();
        }}
        // biome-ignore lint/a11y/noAutofocus: it is what the pressed button asks for
        autoFocus
        autoComplete="off"
        required
        pattern=".*\S.*"
        title="A name, such as Letters"
        aria-invalid={create.isError}
        aria-describedby={create.isError ? `${id}-error` : undefined}
      />
      {create.error && (
        <div id={`${id}-error`}>
          <ProblemText error={create.error} />
        </div>
      )}
      {name.startsWith('.') && (
        <p className="hint">Lists do not show folders whose names begin with a dot.</p>
      )}
      <div className="actions">
        <button type="submit" className="primary" disabled={create.isPending}>
          Create
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
