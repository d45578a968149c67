import { useRef } from 'react';

type OnChoose = (files: readonly File[]) => void;

/** Buttons that choose files, or a folder with all that is in it. */
export function UploadButtons({ onChoose }: { readonly onChoose: OnChoose }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onChoose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <button type="button" className="primary" onClick={() => input.current?.click()}>
        Upload
      </button>
      <button type="button" onClick={() => chooseFolder(onChoose)}>
        Upload folder
      </button>
    </>
  );
}

/** Opens the dialog for a folder, which is another one than that for files. */
function chooseFolder(onChoose: OnChoose): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  input.addEventListener('change', () => onChoose([...(input.files ?? [])]));
  input.click();
}
