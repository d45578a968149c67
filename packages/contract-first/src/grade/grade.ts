import { Adapter, AdapterError, type Described } from './adapter.ts';
import type { Capability, Case, Group } from './case.ts';
import { runCase } from './runCase.ts';

/** What has become of a case. */
export type Verdict =
  | 'passed'
  | 'failed'
  /** The client does not have a capability that the case needs; it does not count. */
  | 'lacking';

export type GradedCase = Pick<Case, 'name' | 'why'> & {
  readonly verdict: Verdict;
  /** What was wrong, a sentence each. */
  readonly faults: readonly string[];
  /** The capabilities that the client does not have. */
  readonly lacking: readonly Capability[];
};

export type GradedGroup = Pick<Group, 'name' | 'about'> &
  Counts & { readonly cases: readonly GradedCase[] };

export type Counts = {
  readonly passed: number;
  /** How many cases count for the client. */
  readonly counted: number;
  readonly all: number;
};

/** How a client has done. */
export type Grade = Counts & {
  readonly client: Described;
  readonly groups: readonly GradedGroup[];
  readonly seconds: number;
};

export type GradeSettings = {
  /** How many cases run at the same time; 4 if it is left out. */
  readonly jobs?: number;
  /** How often the adapter is started again after it has ended within a case; 20 if it is left out. */
  readonly restarts?: number;
  /** How long a call may take, in milliseconds, before it counts as one that never ends; 20,000. */
  readonly patience?: number;
};

/**
 * Runs cases with a client, by its adapter.
 *
 * @param command the adapter, as it is typed in a shell
 * @param progress is called with a line about what is going on
 * @throws AdapterError if the adapter cannot be started, or ends again and again
 */
export async function grade(
  command: string,
  groups: readonly Group[],
  settings: GradeSettings = {},
  progress: (line: string) => void = () => undefined,
): Promise<Grade> {
  const begun = performance.now();
  const adapters = new Adapters(command, settings.restarts ?? 20);
  try {
    const client = await (await adapters.current()).describe();
    const queue = groups.flatMap((group) => group.cases.map((each) => ({ group, each })));
    const graded = new Map<Case, GradedCase>();
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { group, each } = next;
        progress(
          `${graded.size + 1} of ${graded.size + 1 + queue.length} · ${group.name}: ${each.name}`,
        );
        graded.set(each, await gradeCase(each, client.capabilities, adapters, settings.patience));
      }
    };
    await Promise.all(Array.from({ length: settings.jobs ?? 4 }, work));
    const results = groups.map((group) => gradedGroup(group, graded));
    return {
      ...{ client, groups: results, seconds: (performance.now() - begun) / 1000 },
      ...sum(results),
    };
  } finally {
    adapters.close();
  }
}

/** The adapter that is running, or the next one if it has ended. */
class Adapters {
  readonly #command: string;
  #left: number;
  #adapter: Adapter | undefined;

  constructor(command: string, restarts: number) {
    this.#command = command;
    this.#left = restarts + 1;
  }

  /** @throws AdapterError if it has ended too often */
  async current(): Promise<Adapter> {
    if (this.#adapter && !this.#adapter.hasEnded) return this.#adapter;
    if (this.#left === 0) throw new AdapterError('The adapter ends again and again');
    this.#left -= 1;
    this.#adapter = new Adapter(this.#command);
    return this.#adapter;
  }

  close(): void {
    this.#adapter?.close();
  }
}

async function gradeCase(
  each: Case,
  capabilities: readonly Capability[],
  adapters: Adapters,
  patience: number | undefined,
): Promise<GradedCase> {
  const { name, why, needs = [] } = each;
  const lacking = needs.filter((need) => !capabilities.includes(need));
  if (lacking.length > 0) return { name, why, verdict: 'lacking', faults: [], lacking };
  const adapter = await adapters.current();
  try {
    const faults = await runCase(each, adapter, patience);
    return { name, why, verdict: faults.length > 0 ? 'failed' : 'passed', faults, lacking };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return { name, why, verdict: 'failed', faults: [error.message], lacking };
  }
}

function gradedGroup({ name, about, cases }: Group, graded: ReadonlyMap<Case, GradedCase>) {
  const results = cases.flatMap((each) => graded.get(each) ?? []);
  const count = (verdict: Verdict) => results.filter((each) => each.verdict === verdict).length;
  return {
    ...{ name, about, cases: results, passed: count('passed') },
    ...{ counted: results.length - count('lacking'), all: results.length },
  };
}

const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  counted: all.reduce((total, { counted }) => total + counted, 0),
  all: all.reduce((total, each) => total + each.all, 0),
});
