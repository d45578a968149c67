import { useSyncExternalStore } from 'react';
import { countText, sizeText, spanText, wholeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { slugOf } from './sendFile.ts';
import type { UploadItem, UploadQueue, UploadsShown } from './uploadQueue.ts';

/** The progress of the uploads, and the decisions that they need. */
export default function UploadPanel({ queue }: { readonly queue: UploadQueue }) {
  const shown = useSyncExternalStore(queue.subscribe, queue.current);
  const { items, counts, size, sent, unreadable, emptyFolders } = shown;
  const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const isBusy = shown.isReading || counts.queued + counts.running + counts.lost > 0;
  if (count === 0 && unreadable.length === 0 && !isBusy) return null;
  return (
    <section aria-label="Uploads" className="uploads">
      <div className="uploads-head">
        {/* Spoken once something changes for good, and not with every byte. */}
        <p role="status">{statusText(shown)}</p>
        {isBusy && <p>{progressText(shown)}</p>}
        {isBusy && <progress aria-label="All uploads" value={size === 0 ? 0 : sent / size} />}
        {counts.clash > 1 && (
          <>
            <button type="button" onClick={() => queue.resolve('rename')}>
              Keep both of each
            </button>
            <button type="button" onClick={() => queue.resolve('replace')}>
              Replace all
            </button>
          </>
        )}
        {counts.failed > 1 && (
          <button type="button" onClick={() => queue.retry()}>
            Try all again
          </button>
        )}
        {isBusy ? (
          <button type="button" onClick={() => queue.cancel()}>
            Cancel all
          </button>
        ) : (
          <button type="button" onClick={() => queue.clear()}>
            Close
          </button>
        )}
      </div>
      {counts.clash > 0 && <p>Replaced files move to the trash.</p>}
      <ul>
        {items.map((item) => (
          <Item key={item.id} item={item} queue={queue} />
        ))}
        {unreadable.map((path) => (
          <li key={path}>
            <span className="name">{path}</span>
            <span>The browser could not read it</span>
          </li>
        ))}
      </ul>
      {emptyFolders > 0 && (
        <p>
          {countText(emptyFolders, 'empty folder')} left out: the library shows folders with files.
        </p>
      )}
    </section>
  );
}

function Item({ item, queue }: { readonly item: UploadItem; readonly queue: UploadQueue }) {
  const { id, path, size, sent, state, error } = item;
  return (
    <li>
      <span className="name">{path}</span>
      {state === 'running' && size > 0 && (
        <progress aria-label={`Upload of ${path}`} value={sent / size} />
      )}
      {state === 'lost' && <span className="waiting">Waiting for the connection</span>}
      {state === 'clash' && <Clash item={item} queue={queue} />}
      {state === 'failed' && (
        <>
          <ProblemText error={error} />
          <button type="button" onClick={() => queue.retry(id)} aria-label={`Try again: ${path}`}>
            Try again
          </button>
        </>
      )}
      {state !== 'clash' && state !== 'failed' && (
        <button type="button" onClick={() => queue.cancel(id)} aria-label={`Cancel ${path}`}>
          Cancel
        </button>
      )}
    </li>
  );
}

/** A name that is taken. Neither file changes until the user decides. */
function Clash({ item, queue }: { readonly item: UploadItem; readonly queue: UploadQueue }) {
  const { id, path, error } = item;
  const isOther = slugOf(error) === 'name_conflict';
  return (
    <>
      <span>
        {isOther
          ? 'A name that differs only in case or accents exists'
          : 'A file with this name exists'}
      </span>
      <button
        type="button"
        onClick={() => queue.resolve('rename', id)}
        aria-label={`Keep both: ${path}`}
      >
        Keep both
      </button>
      {!isOther && (
        <button
          type="button"
          onClick={() => queue.resolve('replace', id)}
          aria-label={`Replace ${path}; the existing file moves to the trash`}
          title="The existing file moves to the trash"
        >
          Replace
        </button>
      )}
      <button type="button" onClick={() => queue.cancel(id)} aria-label={`Skip ${path}`}>
        Skip
      </button>
    </>
  );
}

/** What has become of the uploads. */
function statusText({ counts, isReading }: UploadsShown): string {
  if (isReading) return 'Reading folders …';
  if (counts.lost > 0) {
    return 'Waiting for the connection. Uploads continue by themselves.';
  }
  const undecided = counts.clash > 0 ? `${countText(counts.clash, 'name')} taken` : '';
  const failed = counts.failed > 0 ? `${countText(counts.failed, 'file')} not uploaded` : '';
  const rest = [undecided, failed].filter((each) => each !== '').join(', ');
  if (counts.queued + counts.running > 0)
    return rest === '' ? 'Uploading …' : `Uploading …, ${rest}`;
  const done = `${countText(counts.done, 'file')} uploaded`;
  return rest === '' ? done : `${done}, ${rest}`;
}

/** How far they are. */
function progressText({ counts, size, sent, rate }: UploadsShown): string {
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0) - counts.cancelled;
  const parts = [
    `${wholeText(counts.done)} of ${countText(all, 'file')}`,
    `${sizeText(sent)} of ${sizeText(size)}`,
  ];
  if (rate !== undefined && rate > 0) {
    parts.push(`${sizeText(Math.round(rate))}/s`, `${spanText((size - sent) / rate)} left`);
  }
  return parts.join(' · ');
}
