import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../contract.ts';
import { JobEvents } from './jobEvents.ts';

const told: string[] = [];
const events = {
  publish: (userId: string, event: string, data: object) => {
    const { status, processed_count: count } = data as Job;
    told.push(`${userId} ${event} ${status ?? ''} ${count ?? ''}`.trim());
  },
};
const job = (status: Job['status'], count: number, id = 'a'): Job => ({
  job_id: id,
  kind: 'organize',
  status,
  path: '/',
  methodology: 'type',
  dry_run: false,
  progress: 0,
  processed_count: count,
  total_count: 100,
  error_count: 0,
  created_at: '',
  updated_at: '',
  estimated_completion: null,
});

describe('JobEvents', () => {
  let jobs: JobEvents;
  beforeEach(() => {
    vi.useFakeTimers();
    told.length = 0;
    jobs = new JobEvents(events);
  });
  afterEach(() => vi.useRealTimers());

  it('reports a job at most ten times a second', () => {
    for (let step = 0; step < 999; step++) {
      jobs.jobChanged('me', job('scanning', step));
      vi.advanceTimersByTime(1);
    }
    expect(told).toHaveLength(10);
    vi.advanceTimersByTime(100);
    expect(told).toHaveLength(11);
    expect(told.at(-1)).toBe('me organize_progress scanning 998');
    vi.advanceTimersByTime(1000);
    expect(told).toHaveLength(11);
  });

  it('reports the last step before the end', () => {
    jobs.jobChanged('me', job('executing', 1));
    jobs.jobChanged('me', job('executing', 2));
    jobs.jobChanged('me', job('executing', 3));
    jobs.jobChanged('me', job('completed', 3));
    vi.advanceTimersByTime(100);
    expect(told).toEqual([
      'me organize_progress executing 1',
      'me organize_progress executing 3',
      'me organize_complete completed 3',
    ]);
  });

  it('keeps the interval across phases of a job', () => {
    jobs.jobChanged('me', job('scanning', 1));
    jobs.jobChanged('me', job('scanning', 2));
    jobs.jobChanged('me', job('planned', 2));
    jobs.jobChanged('me', job('executing', 0));
    vi.advanceTimersByTime(100);
    expect(told).toHaveLength(3);
    vi.advanceTimersByTime(100);
    expect(told.at(-1)).toBe('me organize_progress executing 0');
    expect(told).toHaveLength(4);
  });

  it('throttles each job separately', () => {
    jobs.jobChanged('me', job('scanning', 1, 'a'));
    jobs.jobChanged('you', job('scanning', 1, 'b'));
    expect(told).toEqual(['me organize_progress scanning 1', 'you organize_progress scanning 1']);
  });

  it('reports a failure as completion and error at once', () => {
    jobs.jobChanged('me', job('failed', 1));
    expect(told).toEqual(['me organize_complete failed 1', 'me error']);
  });

  it('reports pending progress when it is closed', () => {
    jobs.jobChanged('me', job('scanning', 1));
    jobs.jobChanged('me', job('scanning', 2));
    jobs.close();
    expect(told.at(-1)).toBe('me organize_progress scanning 2');
    expect(vi.getTimerCount()).toBe(0);
  });
});
