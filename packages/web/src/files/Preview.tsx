import type { FileEntry } from '@file-organizer/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { sizeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';

/** The largest file that is shown, in bytes; it is in memory as a whole. */
const LARGEST = 50_000_000;
/** How much of a text is shown, in bytes. */
const TEXT = 100_000;

type Kind = 'picture' | 'text' | 'audio' | 'video' | 'pdf';

/** What is in a file, if the browser can show it. */
export function Preview({ file }: { readonly file: FileEntry }) {
  const kind = kindOf(file);
  if (!kind) return <p className="empty">There is no preview of this kind of file.</p>;
  if (kind === 'text') return <TextPreview file={file} />;
  if (file.size > LARGEST) {
    return <p className="empty">Files of more than {sizeText(LARGEST)} have no preview.</p>;
  }
  return <MediaPreview file={file} kind={kind} />;
}

function kindOf({ mimeType, type }: FileEntry): Kind | undefined {
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
      return (await client.files.content(file.fileId, { range, signal })).text();
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

function MediaPreview({ file, kind }: { readonly file: FileEntry; readonly kind: Kind }) {
  const { client } = useSession();
  const content = useQuery({
    queryKey: ['preview', file.fileId, file.etag],
    queryFn: async ({ signal }) => (await client.files.content(file.fileId, { signal })).blob(),
    gcTime: 0,
  });
  const url = useObjectUrl(content.data);
  if (content.error) return <ProblemText error={content.error} />;
  if (url === undefined) return <p role="status">Loading …</p>;
  switch (kind) {
    case 'picture':
      return <img className="preview" src={url} alt={file.name} />;
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: files of users have no captions
      return <audio className="preview" src={url} controls />;
    case 'video':
      // biome-ignore lint/a11y/useMediaCaption: files of users have no captions
      return <video className="preview" src={url} controls />;
    default:
      return <iframe className="preview" src={url} title={file.name} />;
  }
}

/** An address for content in memory, which is given back when it is no longer shown. */
function useObjectUrl(content: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!content) return;
    const made = URL.createObjectURL(content);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [content]);
  return url;
}
