import { type DragEvent, type ReactNode, useState } from 'react';

/** A view on which files can be dropped; it says into which folder they go. */
export function DropArea({
  label,
  folder,
  onDrop,
  children,
}: {
  readonly label: string;
  /** Where files go that are not dropped on a folder of the list. */
  readonly folder: string;
  /** Called in the handler of the event, since its data is gone afterwards. */
  readonly onDrop: (data: DataTransfer, folder: string) => void;
  readonly children: ReactNode;
}) {
  const [target, setTarget] = useState<string>();
  const isOfFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');
  const targetOf = ({ target: over }: DragEvent): string =>
    (over instanceof Element && over.closest<HTMLElement>('[data-folder]')?.dataset.folder) ||
    folder;
  const point = (event: DragEvent) => {
    if (!isOfFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setTarget(targetOf(event));
  };
  return (
    <section
      aria-label={label}
      className={target === undefined ? 'files' : 'files dropping'}
      onDragEnter={point}
      onDragOver={point}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!isInside) setTarget(undefined);
      }}
      onDrop={(event) => {
        if (!isOfFiles(event)) return;
        event.preventDefault();
        setTarget(undefined);
        onDrop(event.dataTransfer, targetOf(event));
      }}
    >
      {children}
      {target !== undefined && (
        <p className="drop-target" role="status">
          Drop to upload to <strong>{target === '/' ? 'Library' : target}</strong>
        </p>
      )}
    </section>
  );
}
