/**
 * Measures one document: generates its server, type-checks it, starts it, and compares what it does
 * with what the document says.
 *
 * @module
 */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Api } from '@contract-first/hono';
import { type BoundOperation, type Document, operations } from 'contract-first/contract';
import { type LoadedDocument, loadDocument } from 'contract-first/document';
import { equalOperations } from './equality.ts';
import { type Unreachable, unreachableIn } from './exceptions.ts';
import { Counter, kindOf, type Measurement, type Step, type Tally } from './measurement.ts';
import { Requests } from './requests.ts';
import type { Sample } from './sample.ts';
import {
  generateInto,
  importRoutes,
  type RunningServer,
  startServer,
  writeHandlers,
} from './server.ts';
import { TypeChecker } from './typeCheck.ts';
import { type Effort, tryComponents, Verdicts } from './verdicts.ts';

/** How a document is measured. */
export type Manner = Effort & {
  readonly seed: number;
  /** Whether the generated code is compiled, which costs most of the time. */
  readonly types: boolean;
};

const checker = new TypeChecker();

/** Measures a document. Whatever fails is part of the measurement. */
export async function measure(sample: Sample, manner: Manner): Promise<Measurement> {
  // TypeScript names files by their real path.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'corpus-')));
  try {
    return await new Run(sample, manner, folder).measure();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const none: Tally = { total: 0, good: 0, groups: [] };

/** One document on its way through the steps. */
class Run {
  readonly #sample: Sample;
  readonly #manner: Manner;
  readonly #folder: string;
  readonly #seconds: Partial<Record<Step, number>> = {};
  #failure: Measurement['failure'];

  constructor(sample: Sample, manner: Manner, folder: string) {
    this.#sample = sample;
    this.#manner = manner;
    this.#folder = folder;
  }

  async measure(): Promise<Measurement> {
    const { name, file, operations: count } = this.#sample;
    const loaded = await this.#step('read', () => readAll(file));
    const all = loaded?.all.length ?? count;
    const generated = loaded && (await this.#generate(loaded.document));
    const { written, reported } = splitOf(loaded?.all ?? [], generated, this.#failure, all);
    const types = generated?.api && this.#manner.types ? await this.#types(generated.api) : none;
    const reports = generated?.reports.map(({ text }) => text) ?? [];
    const unreachable = loaded && unreachableIn(loaded.document, loaded.all, reports);
    const behaviour = await this.#behaviour(loaded?.document, generated?.api, all, unreachable);
    return {
      document: name,
      version: loaded?.version ?? '',
      operations: all,
      ...(this.#failure && { failure: this.#failure }),
      ...{ written, reported, types, ...behaviour },
      seconds: this.#seconds,
    };
  }

  async #generate(document: Document) {
    const reports = await this.#step('generate', () => generateInto(this.#folder, document));
    if (!reports) return undefined;
    const api = await this.#step('import', () => importRoutes(this.#folder));
    return { reports, api };
  }

  async #types(api: Api): Promise<Tally> {
    const counter = new Counter();
    const problems = await this.#step('types', async () => {
      await writeHandlers(this.#folder, api);
      return checker.check(this.#folder);
    });
    if (problems?.length === 0) counter.good();
    for (const { code, text } of problems ?? []) {
      counter.bad(`TS${code} ${kindOf(text)}`.slice(0, 120), () => text);
    }
    const { good, groups } = counter.tally;
    return { total: 1, good, groups };
  }

  async #behaviour(
    document: Document | undefined,
    api: Api | undefined,
    all: number,
    unreachable: Unreachable | undefined,
  ) {
    const verdicts = new Verdicts();
    const lost = (): Tally => ({ ...none, total: all });
    const rest = { reached: lost(), equal: lost() };
    const server = document && api && (await this.#step('mount', () => startServer(document, api)));
    if (document && api && server && unreachable) {
      const equal = await this.#step('equality', () => equalOperations(document, server.emitted));
      rest.equal = equal ?? rest.equal;
      rest.reached =
        (await this.#requests(document, api, server, verdicts, unreachable)) ?? rest.reached;
      await server.stop();
    }
    return { ...rest, ...verdicts.tallies, untried: verdicts.untried };
  }

  async #requests(
    document: Document,
    api: Api,
    server: RunningServer,
    verdicts: Verdicts,
    unreachable: Unreachable,
  ) {
    const { seed } = this.#manner;
    const requests = new Requests(document, api, server, seed, unreachable);
    try {
      const reached = await this.#step('reach', () => requests.reach(verdicts));
      await this.#step('verdicts', async () => {
        tryComponents(document, api, seed, this.#manner, verdicts);
        await requests.judge(this.#manner, verdicts);
      });
      return reached;
    } finally {
      requests.close();
    }
  }

  /** Makes a step and takes its time. If it fails, so has the document. */
  async #step<T>(step: Step, make: () => T | Promise<T>): Promise<T | undefined> {
    const start = performance.now();
    try {
      return await make();
    } catch (error) {
      // Libraries also throw what is no Error.
      const message = error instanceof Error ? error.message : inspect(error);
      const name = error instanceof Error ? error.name : 'thrown object';
      this.#failure ??= { step, name, kind: kindOf(message), message: message.slice(0, 2000) };
      return undefined;
    } finally {
      this.#seconds[step] = (performance.now() - start) / 1000;
    }
  }
}

async function readAll(
  file: string,
): Promise<LoadedDocument & { readonly all: readonly BoundOperation[] }> {
  const loaded = await loadDocument(file);
  return { ...loaded, all: operations(loaded.document) };
}

/** Which operations have a route, and which of the others the generator told of. */
function splitOf(
  all: readonly BoundOperation[],
  generated: { readonly reports: readonly Report[]; readonly api: Api | undefined } | undefined,
  failure: Measurement['failure'],
  count: number,
): { written: Tally; reported: Tally } {
  const written = new Counter();
  const reported = new Counter();
  if (!generated?.api) {
    const { step = 'read', kind = '', message = '' } = failure ?? {};
    written.bad(`${step}: ${kind}`, () => message, count);
    reported.good(count);
    return { written: written.tally, reported: reported.tally };
  }
  for (const { id, method, path } of all) {
    if (Object.hasOwn(generated.api.routes, id)) {
      written.good();
      continue;
    }
    const pointer = `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const report = generated.reports.find(
      (each) =>
        [pointer, `${pointer}/${method}`].includes(each.pointer) ||
        each.pointer.startsWith(`${pointer}/${method}/`) ||
        each.text.includes(id),
    );
    if (report) reported.good();
    else reported.bad('left out in silence', () => `${id} (${method} ${path})`);
    written.bad(kindOf(report?.text ?? 'left out in silence'), () => `${id}: ${report?.text}`);
  }
  return { written: written.tally, reported: reported.tally };
}

type Report = Awaited<ReturnType<typeof generateInto>>[number];
