/** CPU time of the threads of a process, from Linux's `/proc`. */
import { readdirSync, readFileSync } from 'node:fs';

/** CPU time in microseconds. */
export type CpuTime = { readonly user: number; readonly kernel: number };

/** Microseconds in a tick of `/proc/<pid>/stat` (`sysconf(_SC_CLK_TCK)` is 100 on all common systems). */
const TICK = 10_000;

/** What each kind of thread of a process has used so far, by the name of the kind. */
export function threadTimes(pid: number): Map<string, CpuTime> {
  const times = new Map<string, CpuTime>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const text = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    // The name is in parentheses, and may contain some.
    const [name = '', fields = ''] = text.slice(text.indexOf('(') + 1).split(/\) (?=[A-Z] )/);
    const [user = 0, kernel = 0] = fields.split(' ').slice(11, 13).map(Number);
    const kind = Number(thread) === pid ? 'main' : name;
    const before = times.get(kind) ?? { user: 0, kernel: 0 };
    times.set(kind, { user: before.user + user * TICK, kernel: before.kernel + kernel * TICK });
  }
  return times;
}

/** What was used between two readings. Threads that have ended since count for nothing. */
export function timesBetween(
  before: ReadonlyMap<string, CpuTime>,
  after: ReadonlyMap<string, CpuTime>,
): Map<string, CpuTime> {
  const spent = (kind: string, { user, kernel }: CpuTime): CpuTime => ({
    user: Math.max(0, user - (before.get(kind)?.user ?? 0)),
    kernel: Math.max(0, kernel - (before.get(kind)?.kernel ?? 0)),
  });
  return new Map([...after].map(([kind, time]) => [kind, spent(kind, time)]));
}
