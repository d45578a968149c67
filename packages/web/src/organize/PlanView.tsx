import type { Change, Job } from '@file-organizer/client';
import { useState } from 'react';
import { countText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { MovesTab } from './MovesTab.tsx';
import { TreePair } from './TreePair.tsx';
import { usePlan } from './usePlan.ts';

/** What a job plans or has done, as a list and as trees before and after. */
export function PlanView({ job }: { readonly job: Job }) {
  const [view, setView] = useState<'moves' | 'trees'>('moves');
  const { error, first, changes, isWhole } = usePlan(job.jobId);
  if (error) return <ProblemText error={error} />;
  if (!first) return <p role="status">Loading …</p>;
  const isEditable = job.status === 'planned' && !job.dryRun;
  return (
    <section aria-label="Plan" className="plan">
      <p>
        {summaryOf(job, first.total, changes)}
        {!isWhole && ` (${changes.length} loaded)`}
      </p>
      <div role="tablist" aria-label="View of the plan" className="tabs">
        <Tab name="moves" view={view} onChoose={setView}>
          Moves
        </Tab>
        <Tab name="trees" view={view} onChoose={setView}>
          Before and after
        </Tab>
      </div>
      {first.total === 0 && <p className="empty">Everything is in its place already.</p>}
      {view === 'moves' ? (
        <MovesTab job={job} changes={changes} isEditable={isEditable} />
      ) : (
        <TreePair folder={job.path} changes={changes} />
      )}
      {first.kept.length > 0 && (
        <details>
          <summary>Left in place: {countText(first.kept.length, 'item')}</summary>
          <ul className="kept">
            {first.kept.map(({ path, reason }) => (
              <li key={path}>
                <code>{path}</code> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** How many moves there are, and what matters of them: before, how many to check; after, what became of them. */
function summaryOf({ status }: Job, total: number, changes: readonly Change[]): string {
  const count = (is: (change: Change) => boolean) => changes.filter(is).length;
  const parts =
    status === 'planned'
      ? [[count(({ needsReview }) => needsReview), 'of them uncertain']]
      : [
          [count((each) => each.status === 'done'), 'done'],
          [count((each) => each.status === 'undone'), 'undone'],
          [count((each) => each.status === 'excluded'), 'left out'],
          [count((each) => each.status === 'failed'), 'failed'],
        ];
  return [
    countText(total, 'move'),
    ...parts.filter(([number]) => number !== 0).map((part) => part.join(' ')),
  ].join(', ');
}

function Tab({
  name,
  view,
  onChoose,
  children,
}: {
  readonly name: 'moves' | 'trees';
  readonly view: string;
  readonly onChoose: (view: 'moves' | 'trees') => void;
  readonly children: string;
}) {
  return (
    <button type="button" role="tab" aria-selected={view === name} onClick={() => onChoose(name)}>
      {children}
    </button>
  );
}
