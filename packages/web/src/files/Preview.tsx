import type { FileEntry } from '@file-organizer/client';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/SessionContext.tsx';
import { sizeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { type MediaKind, MediaPreview } from './MediaPreview.tsx';

/** How much of a text is shown, in bytes. */
const TEXT = 100_000;

/** What is in a file, if the browser can show it. */
export function Preview({ file }: { readonly file: FileEntry }) {
  const kind = kindOf(file);
  if (!kind) return <p className="empty">There is no preview of this kind of file.</p>;
  if (kind === 'text') return <TextPreview file={file} />;
  return <MediaPreview file={file} kind={kind} />;
}

function kindOf({ mimeType, type }: FileEntry): MediaKind | 'text' | undefined {
  if (mimeType === 'application/pdf') return 'pdf';
  // Other kinds are text with active content; as an image, SVG runs no scripts.
  if (mimeType.startsWith('image/')) return 'picture';
  if (mimeType.startsWith('audio/')) return 'audio';
  if (mimeType.startsWith('video/')) return 'video';
  const isText = mimeType.startsWith('text/') || /[/+](json|xml|yaml)$/.test(mimeType);
  return isText || type === 'code' ? 'text' : undefined;
}

function TextPreview({ file }: { readonly file: FileEntry }) {
  const { client } = useSession();
  const text = useQuery({
    queryKey: ['preview', file.fileId, file.etag],
    queryFn: async ({ signal }) => {
      if (file.size === 0) return '';
      const range = `bytes=0-${Math.min(file.size, TEXT) - 1}`;
      const part = await (await client.files.content(file.fileId, { range, signal })).text();
      // The last character may be cut.
      return file.size > TEXT ? part.replace(/\ufffd$/, '') : part;
    },
  });
  if (text.error) return <ProblemText error={text.error} />;
  if (text.data === undefined) return <p role="status">Loading …</p>;
  return (
    <>
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <pre className="preview" tabIndex={0}>
        {text.data}
      </pre>
      {file.size > TEXT && <p className="hint">The beginning of {sizeText(file.size)}.</p>}
    </>
  );
}
