import type { DuplicateFile, DuplicateGroup } from '@file-organizer/client';
import { useState } from 'react';
import { countText, sizeText, timeText } from '../words/format.ts';
import { nameOf } from '../words/paths.ts';
import type { Decision, Decisions } from './decisions.ts';
import { isPicture, usePicture } from './Picture.tsx';

/** How many files of a group are shown at first. */
const FEW = 12;

type Change = {
  readonly onChoose: (fileId: string) => void;
  readonly onSpare: (isSpared: boolean) => void;
};

/** Files with the same content side by side, and which of them is kept. */
export function GroupItem({
  group,
  decisions,
  isSpared,
  change,
}: {
  readonly group: DuplicateGroup;
  /** undefined once the job is executed: then the files have outcomes. */
  readonly decisions: Decisions | undefined;
  readonly isSpared: boolean;
  /** undefined if nothing can be chosen. */
  readonly change: Change | undefined;
}) {
  const { files, sha256, size } = group;
  const [isAll, setIsAll] = useState(false);
  const [first] = files;
  const pictured = files.find(({ status }) => status !== 'removed') ?? first;
  const hasPicture = pictured !== undefined && isPicture(pictured.path, size);
  const url = usePicture(sha256, pictured?.fileId ?? '', hasPicture);
  const gained = decisions?.gainedIn.get(sha256) ?? 0;
  const shown = isAll ? files : firstOf(files, decisions);
  return (
    <fieldset className="group">
      <legend>
        {countText(files.length, 'file')}, {sizeText(size)} each
        {decisions && (
          <small> {gained > 0 ? `${sizeText(gained)} gained` : 'nothing gained'}</small>
        )}
      </legend>
      {change && (
        <label className="spare">
          <input
            type="checkbox"
            checked={isSpared}
            onChange={(event) => change.onSpare(event.target.checked)}
            aria-label={`Keep all like ${first?.path ?? ''}`}
          />{' '}
          Keep all of them
        </label>
      )}
      <ul>
        {shown.map((file) => (
          <li key={file.fileId}>
            <FileCard
              file={file}
              group={sha256}
              hasPicture={hasPicture}
              url={url}
              decision={decisions?.ofFile.get(file.fileId)}
              onChoose={change && !isSpared ? () => change.onChoose(file.fileId) : undefined}
            />
          </li>
        ))}
      </ul>
      {shown.length < files.length && (
        <button type="button" onClick={() => setIsAll(true)}>
          Show all {countText(files.length, 'file')}
        </button>
      )}
    </fieldset>
  );
}

/** The first files, and those that are kept. */
const firstOf = (
  files: readonly DuplicateFile[],
  decisions: Decisions | undefined,
): readonly DuplicateFile[] =>
  files.length <= FEW
    ? files
    : files.filter(
        ({ fileId, status }, at) =>
          at < FEW || (decisions ? decisions.ofFile.get(fileId)?.isKept : status === 'kept'),
      );

function FileCard({
  file,
  group,
  hasPicture,
  url,
  decision,
  onChoose,
}: {
  readonly file: DuplicateFile;
  readonly group: string;
  readonly hasPicture: boolean;
  readonly url: string | undefined;
  readonly decision: Decision | undefined;
  readonly onChoose: (() => void) | undefined;
}) {
  const { path, modifiedAt, status, error, sparedReason } = file;
  const isKept = decision ? decision.isKept : status !== 'removed';
  const look = isKept ? 'copy stays' : 'copy';
  const about = (
    <>
      {hasPicture &&
        (url === undefined ? (
          <span className="thumbnail" />
        ) : (
          <img className="thumbnail" src={url} alt={nameOf(path)} />
        ))}
      <span className="path">{path}</span>
      <small>{timeText(modifiedAt)}</small>
      {decision ? (
        <span className="outcome">
          {decision.isKept ? `is kept: ${decision.reason}` : 'goes to the trash'}
        </span>
      ) : (
        <span className="outcome">
          {outcomes[status]}
          {sparedReason !== null && `: ${sparedReason}`}
        </span>
      )}
      {error && <strong className="fault">{error.message}</strong>}
    </>
  );
  if (!decision) return <div className={look}>{about}</div>;
  return (
    <label className={look}>
      <input
        type="radio"
        name={group}
        checked={decision.isMain}
        disabled={!onChoose}
        onChange={() => onChoose?.()}
        aria-label={`Keep ${path}`}
      />
      {about}
    </label>
  );
}

const outcomes = {
  found: 'found',
  kept: 'kept',
  removed: 'in the trash',
  restored: 'restored',
  failed: 'not removed',
} as const;
