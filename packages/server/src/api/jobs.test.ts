import { describe, expect, it } from 'vitest';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import { toJob } from './jobs.ts';

/** A job whose current phase started at 1 s, with a quarter of its work done at 3 s. */
const job = (status: JobRow['status'], processed_count = 25): JobRow => ({
  job_id: '0198c0de-7a11-7000-8000-00000000a001',
  user_id: '0198c0de-7a11-7000-8000-00000000b001',
  kind: 'organize',
  status,
  root: '',
  path: '/',
  methodology: 'type',
  options: '{}',
  dry_run: 0,
  cancel_requested: 0,
  processed_count,
  total_count: 100,
  error_count: 0,
  created_ms: 0,
  updated_ms: 3_000,
  phase_ms: 1_000,
});

describe('a job', () => {
  it.each(['scanning', 'executing', 'rolling_back'] as const)(
    'that is %s has progress and an estimated completion',
    (status) => {
      expect(toJob(job(status))).toMatchObject({
        progress: 25,
        estimated_completion: '1970-01-01T00:00:09.000Z',
      });
    },
  );

  it('that has just started has no estimated completion', () => {
    expect(toJob(job('executing', 0)).estimated_completion).toBeNull();
  });

  it.each(['pending', 'planned', 'completed', 'partial', 'failed', 'cancelled'] as const)(
    'that is %s has no estimated completion',
    (status) => {
      expect(toJob(job(status)).estimated_completion).toBeNull();
    },
  );

  it.each(['planned', 'completed', 'partial', 'rolled_back'] as const)(
    'that is %s has a progress of 100',
    (status) => {
      expect(toJob(job(status)).progress).toBe(100);
    },
  );

  it('has a progress below 100 until it is done', () => {
    expect(toJob({ ...job('executing', 999), total_count: 1_000 }).progress).toBe(99);
  });
});
