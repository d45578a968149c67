import { readdirSync, readFileSync } from 'node:fs';

/** What a process holds: resident memory in MiB, without that of its children, and open descriptors. */
export type Held = { readonly memory: number; readonly descriptors: number };

/** What a process holds now; zeros where it has ended or the system does not tell. */
export function heldBy(pid: number | undefined): Held {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const memory = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    return { memory, descriptors: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return { memory: 0, descriptors: 0 };
  }
}

/** The most that a process has held since {@link Watch.reset}, looked at ten times a second. */
export class Watch {
  peak: Held = { memory: 0, descriptors: 0 };
  readonly #timer: NodeJS.Timeout;

  constructor(pid: () => number | undefined) {
    this.#timer = setInterval(() => {
      const { memory, descriptors } = heldBy(pid());
      this.peak = {
        memory: Math.max(this.peak.memory, memory),
        descriptors: Math.max(this.peak.descriptors, descriptors),
      };
    }, 100);
  }

  reset(): void {
    this.peak = { memory: 0, descriptors: 0 };
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
