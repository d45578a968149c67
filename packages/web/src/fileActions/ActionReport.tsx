import { countText } from '../words/format.ts';
import { Name } from '../words/Name.tsx';
import { problemOf } from '../words/ProblemText.tsx';
import { nameOf, shownName } from '../words/paths.ts';
import type { Action, Run } from './fileActions.ts';
import { useFileActions } from './useFileActions.ts';

/** How far the last action on files is, what failed, and its undo. */
export function ActionReport() {
  const { actions, run } = useFileActions();
  if (!run) return null;
  const { action, total, done, failures, state, undo } = run;
  const tried = done + failures.length;
  return (
    <section aria-label="Last action" className="report">
      <div className="report-line">
        <p role="status">{sentenceOf(run)}</p>
        {state === 'running' && (
          <button type="button" onClick={actions.stop}>
            Stop
          </button>
        )}
        {state !== 'running' && undo && (
          <button type="button" onClick={() => actions.start(undo.action, undo.subjects)}>
            Undo
          </button>
        )}
        {state !== 'running' && failures.length > 0 && (
          <button
            type="button"
            onClick={() =>
              actions.start(
                action,
                failures.map(({ subject }) => subject),
              )
            }
          >
            Try again
          </button>
        )}
        {state !== 'running' && (
          <button type="button" onClick={actions.close}>
            Close
          </button>
        )}
      </div>
      {state === 'running' && <progress aria-label="Progress" max={total} value={tried} />}
      {failures.length > 0 && (
        <ul className="failures" aria-label="What failed">
          {failures.slice(0, MOST_SHOWN).map(({ subject, error }) => (
            <li key={subject.file.fileId}>
              <Name>{subject.file.name}</Name>
              <span className="fault">{problemOf(error).text}</span>
            </li>
          ))}
          {failures.length > MOST_SHOWN && <li>{`and ${failures.length - MOST_SHOWN} more`}</li>}
        </ul>
      )}
    </section>
  );
}

/** How many failures are listed. */
const MOST_SHOWN = 100;

function sentenceOf({ action, total, done, failures, state, waitsUntil }: Run): string {
  if (state === 'running') {
    const wait =
      waitsUntil === undefined
        ? ''
        : `. The server allows no more requests for now; it continues at ${clock.format(waitsUntil)}`;
    return `${doing[action.kind]} ${done + failures.length} of ${countText(total, 'file')}${wait}`;
  }
  const failed = failures.length > 0 ? `, ${failures.length} failed` : '';
  const stopped = state === 'stopped' ? '. Stopped' : '';
  return `${countText(done, 'file')} ${outcomeOf(action)}${failed}${stopped}`;
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

const doing: Readonly<Record<Action['kind'], string>> = {
  trash: 'Moving to the trash:',
  restore: 'Restoring',
  move: 'Moving',
  moveBack: 'Moving back',
};

function outcomeOf(action: Action): string {
  switch (action.kind) {
    case 'trash':
      return 'moved to the trash';
    case 'restore':
      return 'restored';
    case 'moveBack':
      return 'moved back';
    default:
      return `moved to ${action.folder === '/' ? 'the library' : shownName(nameOf(action.folder))}`;
  }
}
