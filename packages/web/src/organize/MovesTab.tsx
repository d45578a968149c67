import type { Change, Job } from '@file-organizer/client';
import { useState } from 'react';
import { countText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { pathIn } from '../words/paths.ts';
import { Moves } from './Moves.tsx';
import { useChangePlan } from './useChangePlan.ts';

/** From this number of moves on, they can be filtered. */
const MANY = 12;

/** The moves of a plan, with what is done to many of them: a filter, and leaving the uncertain ones out. */
export function MovesTab({
  job,
  changes,
  isEditable,
}: {
  readonly job: Job;
  readonly changes: readonly Change[];
  readonly isEditable: boolean;
}) {
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = wanted === '' ? changes : changes.filter((each) => isFound(job, each, wanted));
  return (
    <>
      <div className="plan-tools">
        {changes.length >= MANY && (
          <label>
            Find moves{' '}
            <input
              type="search"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
              placeholder="name or folder"
            />
          </label>
        )}
        <span role="status">
          {wanted !== '' && `${shown.length} of ${countText(changes.length, 'move')} shown`}
        </span>
        {isEditable && <LeaveUncertain job={job} changes={shown} />}
      </div>
      <Moves job={job} changes={shown} isEditable={isEditable} />
    </>
  );
}

const isFound = ({ path }: Job, { from, to }: Change, wanted: string): boolean =>
  [from, to].some((each) => pathIn(path, each).toLowerCase().includes(wanted));

/** Leaves the uncertain ones of some moves out, or takes them in again. */
function LeaveUncertain({
  job,
  changes,
}: {
  readonly job: Job;
  readonly changes: readonly Change[];
}) {
  const change = useChangePlan(job.jobId);
  const uncertain = changes.filter(({ needsReview }) => needsReview);
  const included = uncertain.filter(({ status }) => status !== 'excluded');
  if (uncertain.length === 0) return null;
  const isLeaving = included.length > 0;
  const concerned = isLeaving ? included : uncertain;
  const files = countText(concerned.length, 'uncertain file');
  return (
    <>
      <button
        type="button"
        disabled={change.isPending}
        onClick={() => change.mutate(concerned.map(({ from }) => ({ from, excluded: isLeaving })))}
      >
        {isLeaving ? `Leave ${files} in place` : `Move ${files} after all`}
      </button>
      {change.error && <ProblemText error={change.error} />}
    </>
  );
}
