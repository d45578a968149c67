import type { FileEntry } from '@file-organizer/client';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { subjectsIn } from '../fileActions/subjectsIn.ts';
import { useFileActions } from '../fileActions/useFileActions.ts';
import { useSession } from '../session/SessionContext.tsx';
import { countText, sizeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { download } from './download.ts';

const FolderPicker = lazy(async () => ({
  default: (await import('../fileActions/FolderPicker.tsx')).FolderPicker,
}));

/** What can be done with the selected files. All of it can be undone. */
export function SelectionBar({
  files,
  folder,
  loaded,
  total,
  isSelectingAll,
  onSelectAll,
  onOpen,
  onClear,
}: {
  readonly files: readonly FileEntry[];
  readonly folder: string;
  /** How many files of the folder are loaded, which is what is selected at first when all are. */
  readonly loaded: number;
  /** How many files the folder has. */
  readonly total: number;
  readonly isSelectingAll: boolean;
  readonly onSelectAll: () => void;
  readonly onOpen: (file: FileEntry) => void;
  readonly onClear: () => void;
}) {
  const { client } = useSession();
  const { actions, run } = useFileActions();
  const [isPicking, setPicking] = useState(false);
  const [only] = files.length === 1 ? files : [];
  const save = useMutation({ mutationFn: (file: FileEntry) => download(client, file) });
  const isAborted = save.error instanceof DOMException && save.error.name === 'AbortError';
  const isBusy = run?.state === 'running';
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return (
    <div className="selection">
      <span role="status">
        {countText(files.length, 'file')} selected, {sizeText(bytes)}
      </span>
      {only && (
        <>
          <button type="button" onClick={() => onOpen(only)}>
            Open
          </button>
          <button type="button" disabled={save.isPending} onClick={() => save.mutate(only)}>
            Download
          </button>
        </>
      )}
      {files.length === loaded && files.length < total && (
        <button type="button" disabled={isSelectingAll} onClick={onSelectAll}>
          {isSelectingAll ? 'Loading …' : `Select all ${countText(total, 'file')}`}
        </button>
      )}
      <button type="button" disabled={isBusy} onClick={() => setPicking(true)}>
        Move …
      </button>
      <button
        type="button"
        disabled={isBusy}
        onClick={() => {
          void actions.start(
            { kind: 'trash' },
            files.map((file) => ({ file })),
          );
          onClear();
        }}
      >
        Move to trash
      </button>
      <button type="button" onClick={onClear}>
        Clear selection
      </button>
      {save.error && !isAborted && <ProblemText error={save.error} />}
      {isPicking && (
        <Suspense>
          <FolderPicker
            count={files.length}
            start={folder}
            onClose={() => setPicking(false)}
            onChoose={(target) => {
              setPicking(false);
              void actions.start({ kind: 'move', folder: target }, subjectsIn(target, files));
              onClear();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
