import type { DuplicateFile, DuplicateGroup, Job, KeepRule } from '@file-organizer/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { isContinuable, JobHead } from '../jobs/JobHead.tsx';
import { focusTitle, JobTitle } from '../jobs/JobTitle.tsx';
import { useJob } from '../jobs/useJob.ts';
import { useSession } from '../session/SessionContext.tsx';
import { countText, sizeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { type Choices, decide } from './decisions.ts';
import { GroupList } from './GroupList.tsx';
import { useGroups } from './useGroups.ts';

const route = getRouteApi('/duplicates/$jobId');

const rules: readonly { readonly value: KeepRule; readonly name: string }[] = [
  { value: 'oldest', name: 'the oldest file' },
  { value: 'newest', name: 'the newest file' },
  { value: 'shortest_path', name: 'the file with the shortest path' },
];

const unchanged: Choices = { keep: 'oldest', chosen: new Map(), spared: new Set() };

/** Groups of files with the same content: which one would be kept and why, and what would be gained. */
export function GroupsView() {
  const { jobId } = route.useParams();
  const { data: job, error } = useJob(jobId);
  const [choices, setChoices] = useState(unchanged);
  const groups = useGroups(job);
  const isOpen = job !== undefined && (job.status === 'planned' || isContinuable(job));
  const decisions = useMemo(
    () => (isOpen ? decide(groups.all, choices) : undefined),
    [isOpen, groups.all, choices],
  );
  if (!job) return error ? <ProblemText error={error} /> : <p role="status">Loading …</p>;
  const { first } = groups;
  return (
    <section aria-labelledby="job" className="job duplicates">
      <p>
        <Link to="/duplicates">Duplicates</Link>
      </p>
      <JobTitle job={job}>Duplicates in {job.path === '/' ? 'the library' : job.path}</JobTitle>
      <JobHead job={job}>
        <RemoveButton
          job={job}
          choices={choices}
          going={groups.isWhole ? decisions?.going : undefined}
        />
      </JobHead>
      {groups.error && <ProblemText error={groups.error} />}
      {first && first.total === 0 && <p className="empty">There are no duplicates.</p>}
      {first && first.total > 0 && (
        <>
          <p>
            {countText(first.total, 'group')} of files with the same content.{' '}
            <span role="status">
              {decisions &&
                (groups.isWhole
                  ? `${countText(decisions.going, 'file')} would go to the trash. Emptying it then frees ${sizeText(decisions.gained)}.`
                  : `${groups.all.length} loaded …`)}
              {!decisions && groups.isWhole && outcomeOf(groups.all)}
            </span>
          </p>
          {isOpen && (
            <p>
              <label>
                Keep of each group{' '}
                <select
                  value={choices.keep}
                  onChange={({ target }) =>
                    setChoices({ ...choices, keep: target.value as KeepRule })
                  }
                >
                  {rules.map(({ value, name }) => (
                    <option key={value} value={value}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>{' '}
              {choices.chosen.size > 0 && (
                <button type="button" onClick={() => setChoices({ ...choices, chosen: new Map() })}>
                  Undo {countText(choices.chosen.size, 'choice')}
                </button>
              )}
            </p>
          )}
          <GroupList
            groups={groups.all}
            total={first.total}
            decisions={decisions}
            choices={choices}
            onChange={isOpen ? setChoices : undefined}
          />
          {first.kept.length > 0 && (
            <details>
              <summary>Not compared: {countText(first.kept.length, 'item')}</summary>
              <ul className="kept">
                {first.kept.map(({ path, reason }) => (
                  <li key={path}>
                    <code>{path}</code> {reason}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}

/** What became of the files. */
function outcomeOf(groups: readonly DuplicateGroup[]): string {
  const files = groups.flatMap((group) => group.files);
  const count = (status: DuplicateFile['status']) =>
    files.filter((file) => file.status === status).length;
  const [removed, restored] = [count('removed'), count('restored')];
  return [
    removed > 0 ? `${countText(removed, 'file')} moved to the trash.` : '',
    restored > 0 ? `${countText(restored, 'file')} restored.` : '',
  ].join(' ');
}

const removalOf = (going: number | undefined): string =>
  going ? `Move ${countText(going, 'file')} to the trash` : 'Move duplicates to the trash';

/** What it does can be undone, so it needs no question. */
function RemoveButton({
  job,
  choices,
  going,
}: {
  readonly job: Job;
  readonly choices: Choices;
  /** How many files would go to the trash; undefined until all groups are loaded. */
  readonly going: number | undefined;
}) {
  const { client } = useSession();
  const queries = useQueryClient();
  const execute = useMutation({
    mutationFn: () => {
      const { keep, chosen, spared } = choices;
      const spare = [...spared];
      const keepFiles = [...chosen].flatMap(([sha256, id]) => (spared.has(sha256) ? [] : [id]));
      return client.dedupe.execute(job.jobId, keep, { spare, keepFiles });
    },
    onSuccess: (next) => {
      focusTitle();
      queries.setQueryData(['job', job.jobId], next);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  return (
    <>
      <button
        type="button"
        className="primary"
        disabled={execute.isPending || !going}
        onClick={() => execute.mutate()}
      >
        {job.status === 'failed' ? 'Continue with the rest' : removalOf(going)}
      </button>
      {execute.error && <ProblemText error={execute.error} />}
    </>
  );
}
