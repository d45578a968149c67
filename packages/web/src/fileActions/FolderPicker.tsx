import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { countText } from '../words/format.ts';
import { Name } from '../words/Name.tsx';
import { ProblemText } from '../words/ProblemText.tsx';
import { ancestorsOf, nameOf } from '../words/paths.ts';
import { NewFolderForm } from './NewFolderForm.tsx';

/** Asks for a folder that files are moved to. */
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
  const [isNaming, setIsNaming] = useState(false);
  /** The folder that was just created: the next step is to move files to it. */
  const [created, setCreated] = useState<string>();
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const folder = useQuery({
    queryKey: ['folders', path],
    staleTime: 0,
    queryFn: ({ signal }) => client.files.list({ path, limit: 1 }, { signal }),
  });
  const isHere = path === start;
  const open = (next: string) => {
    setPath(next);
    setIsNaming(false);
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={`${id}-title`} className="picker">
      <div className="steps">
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
        {isNaming ? (
          <NewFolderForm
            folder={path}
            onCreated={(folder) => {
              open(folder.path);
              setCreated(folder.path);
            }}
            onCancel={() => setIsNaming(false)}
          />
        ) : (
          <div className="actions">
            <button
              key={path}
              type="button"
              className="primary"
              disabled={isHere}
              // biome-ignore lint/a11y/noAutofocus: it continues with the folder that was created
              autoFocus={path === created}
              onClick={() => onChoose(path)}
            >
              Move to <Name>{path === '/' ? 'Library' : nameOf(path)}</Name>
            </button>
            <button type="button" onClick={() => setIsNaming(true)}>
              New folder
            </button>
            {isHere && (
              <span className="hint">The files are in this folder. Choose another one.</span>
            )}
          </div>
        )}
      </div>
    </dialog>
  );
}
