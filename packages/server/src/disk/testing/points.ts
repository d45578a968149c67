/**
 * Test support: makes something happen between a check of the disk and the action that follows.
 *
 * @module
 */
import { vi } from 'vitest';
import { HeldFolder } from '../heldFolder.ts';
import type { SystemCalls } from '../systemCalls.ts';

type SystemCallsModule = typeof import('../systemCalls.ts');

/** Whether folders are found with `openat2`; otherwise name by name. */
let openat2 = true;
let passed = 0;
let stop: { readonly at: number; readonly happen: () => void } | undefined;

/** A moment between a check of the disk and the action that follows. */
function point(): void {
  passed += 1;
  if (stop?.at !== passed) return;
  const { happen } = stop;
  stop = undefined;
  happen();
}

/** The module of system calls, with a {@link point} after each check. */
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
    fileIfThere: (spot, calls = systemCalls()) => looked(() => real.fileIfThere(spot, calls)),
  };
}

/** Adds a point after each path that is resolved. Undone by `vi.restoreAllMocks`. */
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
 * Runs a piece of work repeatedly, and makes something happen at one point of it: at the first point the
 * first time, then at the second, and so on.
 *
 * @param round called for each point; returns what happens, and the work
 * @param every use only every n-th point; `pnpm test:faults` uses all
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
