import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { countText } from '../words/format.ts';
import { Name } from '../words/Name.tsx';
import { ProblemText } from '../words/ProblemText.tsx';
import { ancestorsOf, childOf, nameOf } from '../words/paths.ts';

/** Asks for a folder that files are moved to. A new one is created when the first file arrives. */
export function FolderPicker({
  count,
  start,
  onChoose,
  onClose,
}: {
  /** How many files are moved. */
  readonly count: number;
  /** The folder that is shown first. */
  readonly start: string;
  readonly onChoose: (folder: string) => void;
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { client } = useSession();
  const [path, setPath] = useState(start);
  const [added, setAdded] = useState('');
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const folder = useQuery({
    queryKey: ['folders', path],
    staleTime: 0,
    queryFn: ({ signal }) => client.files.list({ path, limit: 1 }, { signal }),
  });
  const name = added.trim();
  const target = name === '' ? path : childOf(path, name);
  const isHere = target === start;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChoose(target);
  };
  const open = (next: string) => {
    setPath(next);
    setAdded('');
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={`${id}-title`} className="picker">
      <form onSubmit={submit}>
        <header className="dialog-head">
          <h2 id={`${id}-title`}>Move {countText(count, 'file')}</h2>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </header>
        <nav aria-label="Target folder" className="breadcrumbs">
          <ol>
            {ancestorsOf(path).map((each) => (
              <li key={each}>
                <button
                  type="button"
                  className="link"
                  aria-current={each === path ? 'true' : undefined}
                  onClick={() => open(each)}
                >
                  {each === '/' ? 'Library' : <Name>{nameOf(each)}</Name>}
                </button>
              </li>
            ))}
          </ol>
        </nav>
        {folder.error && <ProblemText error={folder.error} />}
        <ul className="folders" aria-busy={folder.isPending}>
          {folder.isPending && <li className="empty">Loading …</li>}
          {folder.data?.folders.length === 0 && <li className="empty">No folders in here.</li>}
          {folder.data?.folders.map((each) => (
            <li key={each}>
              <button type="button" onClick={() => open(each)}>
                <span className="folder">
                  <Name>{nameOf(each)}</Name>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <label htmlFor={`${id}-new`}>New folder in here (optional)</label>
        <input
          id={`${id}-new`}
          value={added}
          onChange={(event) => setAdded(event.target.value)}
          autoComplete="off"
        />
        <div className="actions">
          <button type="submit" className="primary" disabled={isHere}>
            Move to <Name>{target === '/' ? 'Library' : nameOf(target)}</Name>
          </button>
          {isHere && (
            <span className="hint">The files are in this folder. Choose another one.</span>
          )}
        </div>
      </form>
    </dialog>
  );
}
