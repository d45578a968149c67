import { useRef } from 'react';

/** Buttons that choose files, or a folder with all that is in it. */
export function UploadButtons({
  onChoose,
}: {
  readonly onChoose: (files: readonly File[]) => void;
}) {
  return (
    <>
      <Choose label="Upload" className="primary" onChoose={onChoose} />
      <Choose label="Upload folder" isFolder onChoose={onChoose} />
    </>
  );
}

function Choose({
  label,
  className,
  isFolder = false,
  onChoose,
}: {
  readonly label: string;
  readonly className?: string;
  readonly isFolder?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        webkitdirectory={isFolder ? '' : undefined}
        onChange={(event) => {
          onChoose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {label}
      </button>
    </>
  );
}
