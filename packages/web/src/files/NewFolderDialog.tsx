import { useEffect, useId, useRef } from 'react';
import { NewFolderForm } from '../fileActions/NewFolderForm.tsx';
import { Name } from '../words/Name.tsx';
import { childOf, nameOf, pathIn } from '../words/paths.ts';

/** Creates a folder in the one that is shown. */
export default function NewFolderDialog({
  folder,
  onCreated,
  onClose,
}: {
  readonly folder: string;
  /** Gets the path that is new in the list: of `2026/tax`, that of `2026`. */
  readonly onCreated: (path: string) => void;
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={id} className="picker">
      <header className="dialog-head">
        <h2 id={id}>New folder in {folder === '/' ? 'Library' : <Name>{nameOf(folder)}</Name>}</h2>
      </header>
      <NewFolderForm
        folder={folder}
        onCreated={({ path }) => {
          // First, since nothing outside of an open dialog can be focused.
          close();
          const [first = ''] = pathIn(folder, path).split('/');
          onCreated(childOf(folder, first));
        }}
        onCancel={close}
      />
    </dialog>
  );
}
