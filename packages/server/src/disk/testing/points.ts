import { vi } from 'vitest';
import { HeldFolder } from '../heldFolder.ts';
import type { SystemCalls } from '../systemCalls.ts';

type SystemCallsModule = typeof import('../systemCalls.ts');

/** Whether folders are found by `openat2`; else by one name after the other. */
let openat2 = true;
let passed = 0;
let stop: { readonly at: number; readonly happen: () => void } | undefined;

/** A moment between a look at the disk and what is done then. */
function point(): void {
  passed += 1;
  if (stop?.at !== passed) return;
  const { happen } = stop;
  stop = undefined;
  happen();
}

/** The module of system calls, with a {@link point} after each look by one of them. */
export function withPoints(real: SystemCallsModule): SystemCallsModule {
  const systemCalls = (): SystemCalls | null => {
    const calls = real.systemCalls();
    if (!calls) return null;
    const { openBeneath, ...others } = calls;
    return { ...others, ...(openat2 && openBeneath && { openBeneath }) };
  };
  const looked = <T>(look: () => T): T => {
    try {
      return look();
    } finally {
      point();
    }
  };
  return {
    systemCalls,
    lstatSpot: (spot, calls = systemCalls()) => looked(() => real.lstatSpot(spot, calls)),
    lstatIfThere: (spot) => looked(() => real.lstatIfThere(spot)),
  };
}

/** Has a point follow each path that is resolved. Taken back by `vi.restoreAllMocks`. */
export function watchPoints(by: { readonly openat2: boolean }): void {
  openat2 = by.openat2;
  const { open } = HeldFolder.prototype;
  vi.spyOn(HeldFolder.prototype, 'open').mockImplementation(function (
    this: HeldFolder,
    path,
    flags,
  ) {
    try {
      return open.call(this, path, flags);
    } finally {
      point();
    }
  });
}

/**
 * Has something happen at each point of a piece of work in turn: at the first one the first time, and
 * so on until there are no more.
 *
 * @param round done once for each point; says what happens, and what is done
 * @param every at every one of so many points; `pnpm test:faults` leaves none out
 * @returns how many points there were, at least
 */
export async function atEachPoint(
  round: () => Promise<{
    readonly happen: () => void;
    readonly work: () => Promise<void>;
  }>,
  every = 1,
): Promise<number> {
  for (let at = 1; at <= 200; at += process.env.THOROUGH ? 1 : every) {
    const { happen, work } = await round();
    passed = 0;
    stop = { at, happen };
    await work();
    if (stop) {
      stop = undefined;
      return at - 1;
    }
  }
  throw new Error('There is no end of points');
}
