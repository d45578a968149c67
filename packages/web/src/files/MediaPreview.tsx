import type { FileEntry } from '@file-organizer/client';
import { type SyntheticEvent, useRef } from 'react';
import { ProblemText } from '../words/ProblemText.tsx';
import { useFileLink } from './useFileLink.ts';

export type MediaKind = 'picture' | 'audio' | 'video' | 'pdf';

/** Where the playback of audio or video was. */
type Playback = { time: number; isPlaying: boolean };

/** Shows what the browser can show by itself, by a link: it loads what it needs, also of large files. */
export function MediaPreview({
  file,
  kind,
}: {
  readonly file: FileEntry;
  readonly kind: MediaKind;
}) {
  const { link, version, error, state, onLoaded, onFailed } = useFileLink(file);
  const playback = useRef<Playback>({ time: 0, isPlaying: false });
  if (error) return <ProblemText error={error} />;
  if (state === 'failed') {
    return <p role="alert">Your browser cannot show this file. Download it to open it.</p>;
  }
  if (!link) return <p role="status">Loading …</p>;
  const remember = ({ currentTarget: media }: SyntheticEvent<HTMLMediaElement>) => {
    // An element that has failed is at 0 again.
    if (media.error === null) {
      playback.current = { time: media.currentTime, isPlaying: !media.paused };
    }
  };
  const resume = ({ currentTarget: media }: SyntheticEvent<HTMLMediaElement>) => {
    onLoaded();
    const { time, isPlaying } = playback.current;
    if (time > 0) media.currentTime = time;
    // Without a gesture of the reader, the browser may refuse.
    if (isPlaying) void media.play().catch(() => {});
  };
  const media = {
    className: 'preview',
    src: link.url,
    controls: true,
    preload: 'metadata',
    onLoadedMetadata: resume,
    onTimeUpdate: remember,
    onPlay: remember,
    onPause: remember,
    onError: onFailed,
  } as const;
  return (
    <>
      {kind === 'picture' && (
        <img
          key={version}
          className="preview"
          src={link.url}
          alt={file.name}
          onLoad={onLoaded}
          onError={onFailed}
        />
      )}
      {kind === 'audio' && <audio key={version} {...media} />}
      {kind === 'video' && <video key={version} {...media} />}
      {kind === 'pdf' && <iframe className="preview" src={link.url} title={file.name} />}
      {state === 'renewed' && (
        <p role="status" className="hint">
          The link to this file had expired, so a new one was loaded.
        </p>
      )}
    </>
  );
}
