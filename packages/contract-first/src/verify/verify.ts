import type { BoundOperation, Contract, Document } from '../contract/index.ts';
import { type SchemaFault, schemaFaults } from '../schema/faults.ts';
import {
  edgeCases,
  invalidCases,
  otherMethods,
  strangeCases,
  withCredentials,
} from './cases/index.ts';
import { deletedGone } from './checks/deleted-gone.ts';
import { checks } from './checks/index.ts';
import { bodyTypes, isSafe, validInputs } from './inputs.ts';
import type { CutBy, Finding, OperationOutcome } from './ledger.ts';
import { Matcher } from './matcher.ts';
import { notesOf } from './notes.ts';
import { Pool } from './pool.ts';
import { type Reach, reachOf, withAccepted } from './reached.ts';
import { Run } from './run.ts';
import { defaults, type VerifySettings } from './settings.ts';

/** What a verification has found. */
export type Report = {
  readonly title: string;
  readonly version: string;
  readonly url: string;
  readonly seed: number;
  readonly startedAt: string;
  readonly seconds: number;
  readonly requests: number;
  readonly checks: readonly { readonly name: string; readonly promise: string }[];
  readonly operations: readonly OperationOutcome[];
  readonly findings: readonly Finding[];
  /** How many operations were reached, of those that were chosen. */
  readonly reach: Reach;
  /** Operations of which some requests were not sent, and why. */
  readonly cutShort: readonly { readonly operation: string; readonly by: CutBy }[];
  /** Schemas that are not checked, or not in full. */
  readonly unreadSchemas: readonly UnreadSchema[];
  /** What a reader should know of what could not be looked at. */
  readonly notes: readonly string[];
};

/** A part of a schema that asserts nothing, and its place as `openapi.yaml:12 #/components/…`. */
export type UnreadSchema = SchemaFault & { readonly place?: string };

/** There is no operation to send a request to. */
export class NothingToVerify extends Error {
  override readonly name = 'NothingToVerify';
}

/** How valid requests are made, one way after the other: as the document shows them, then made up. */
const manners = [
  { byExample: true, optional: 0 },
  { byExample: true, optional: 1 },
  { byExample: false, optional: 0.5 },
  { byExample: false, optional: 0.5 },
] as const;
const RANDOM = { byExample: false, optional: 0.5 } as const;
/** How many valid requests with generated values an operation gets in addition to those at edges. */
const MADE_UP = 5;
/** For how many findings smaller requests are looked for. */
const MOST_SHRUNK = 30;
/** How many requests of a phase all operations get together, and each operation gets at least. */
const REQUESTS_PER_PHASE = { all: 5000, operation: 8 } as const;

/**
 * Verifies a running server by its document: sends valid requests and such that are wrong in one
 * place, and holds each answer to the document. Creates what it needs, changes and deletes by id only
 * what it has made itself, and asks nothing but this server.
 *
 * @param document a bundled document
 * @param url where the server is; a path in it goes before those of the document
 * @param onProgress told before each request
 * @throws Unreachable where nothing answers
 * @throws NothingToVerify where the document or the settings leave no operation
 */
export async function verify(
  document: Document,
  url: string,
  settings: VerifySettings = {},
  onProgress: (line: string) => void = () => {},
): Promise<Report> {
  const started = Date.now();
  let phase = '';
  const run: Run = new Run(document, url, settings, ({ method, target }) =>
    onProgress(`${run.ledger.requests} requests · ${phase} · ${method} ${target}`),
  );
  const chosen = chosenOf(run.contract, settings);
  const most = Math.max(
    REQUESTS_PER_PHASE.operation,
    Math.floor(REQUESTS_PER_PHASE.all / Math.max(1, chosen.length)),
  );
  const { allowUnreached = {}, minCoverage = defaults.minCoverage } = settings;
  if (chosen.length === 0) {
    run.close();
    throw new NothingToVerify(
      run.contract.operations.size === 0
        ? 'The document has no operations, so there is nothing to verify.'
        : 'No operation is selected, so there is nothing to verify. Check `include` and `exclude`.',
    );
  }
  const open = chosen.filter((each) => !run.isClosed(each));
  const kept = open.filter(({ method }) => method !== 'delete');
  const deletes = open.filter(({ method }) => method === 'delete');
  try {
    phase = 'valid requests';
    await reach(run, kept);
    phase = 'invalid requests';
    await each(run, chosen, refusals, most);
    phase = 'edge cases';
    await each(run, kept, acceptances, most);
    phase = 'in sequence';
    await each(run, kept, sequences, most);
    phase = 'deleting';
    await each(run, deletes, removals, most);
    phase = 'smaller requests';
    for (const { check, exchange, replace } of run.ledger.shown.slice(0, MOST_SHRUNK)) {
      const curl = await run.shrink(check, exchange);
      if (curl !== undefined) replace(curl);
    }
  } finally {
    run.close();
  }
  const { ledger } = run;
  const outcomes = withAccepted(
    ledger.outcomesOf(chosen, (operation, outcome) => run.whyUnreached(operation, outcome)),
    allowUnreached,
  );
  return {
    title: document.info.title,
    version: document.info.version,
    url,
    seed: settings.seed ?? defaults.seed,
    startedAt: new Date(started).toISOString(),
    seconds: (Date.now() - started) / 1000,
    requests: ledger.requests,
    checks: checks
      .filter((check) => run.isMade(check) && !ledger.isOmitted(check))
      .map(({ name, promise }) => ({ name, promise })),
    operations: outcomes,
    reach: reachOf(outcomes, minCoverage),
    cutShort: outcomes.flatMap(({ operation, cutShortBy }) =>
      cutShortBy.map((by) => ({ operation, by })),
    ),
    unreadSchemas: schemaFaults(document),
    findings: ledger.findings,
    notes: notesOf({ run, chosen, url, outcomes, allowUnreached }),
  };
}

/** The operations that the settings choose, those first that others need the results of. */
function chosenOf(contract: Contract, { include, exclude = [] }: VerifySettings): BoundOperation[] {
  const included = new Matcher(include ?? ['*']);
  const excluded = new Matcher(exclude);
  const rank = (operation: BoundOperation) =>
    (operation.path.includes('{') ? 2 : 0) + (isSafe(operation) ? 1 : 0);
  return [...contract.operations.values()]
    .filter((each) => included.matches(each) && !excluded.matches(each))
    .sort((a, b) => rank(a) - rank(b));
}

/** How many requests the work for an operation may send. */
type Share = {
  /** Of the requests that the work can choose among, as many as are sent. */
  readonly most: number;
  /** Whether the operation may send one more; that it may not is noted. */
  hasLeft(): boolean;
};

/** Does something for each operation, none of which may use up what belongs to the others. */
async function each(
  run: Run,
  operations: readonly BoundOperation[],
  work: (run: Run, operation: BoundOperation, share: Share) => Promise<void>,
  most: number,
): Promise<void> {
  for (const [at, operation] of operations.entries()) {
    const least = run.left - Math.ceil(run.left / Math.max(1, operations.length - at));
    const hasLeft = () => {
      if (run.left > least) return true;
      run.ledger.skip(operation, 'max-requests');
      return false;
    };
    await work(run, operation, { most, hasLeft });
  }
}

/** Tries to get each operation to succeed, so that there is something to look at. */
async function reach(run: Run, operations: readonly BoundOperation[]): Promise<void> {
  for (const manner of manners) {
    for (const operation of operations) {
      if (manner !== manners[0] && run.ledger.hasSucceeded(operation)) continue;
      const made = await run.makeCase(operation, manner);
      if (made) await run.send(made);
    }
  }
}

/** Requests that have to be refused. */
async function refusals(
  run: Run,
  operation: BoundOperation,
  { most, hasLeft }: Share,
): Promise<void> {
  const { contract, sources, values } = run;
  const plain = validInputs(operation, sources, { byExample: true, optional: 0 });
  const whole = await run.caseOf(operation, plain);
  if (!whole) return;
  const closing = run.isOpenedByHeaders(operation)
    ? []
    : withCredentials(operation, run.schemes, run.weakCredentials);
  for (const [kind, what, credentials] of closing) {
    if (kind !== 'no credentials' && run.omissions.has('any-credentials')) continue;
    await run.send({ ...whole, kind, what }, credentials);
  }
  // Should a server take such a request after all, it is not to hit anything.
  const nowhere = { ...sources, pool: new Pool(contract, values.random), given: {} };
  const elsewhere = validInputs(operation, nowhere, RANDOM);
  const stray = await run.caseOf(operation, { ...elsewhere, body: undefined, header: {} });
  for (const [what, request] of stray ? otherMethods(operation, contract, stray.request) : []) {
    await run.send({ operation, kind: 'other method', what, request });
  }
  if (run.isClosed(operation)) return;
  const broken = run.sample('invalid requests', [...invalidCases(operation, plain, sources)], most);
  for (const one of broken) {
    if (!hasLeft()) return;
    await run.send({ operation, ...one });
  }
  for (const one of strangeCases(operation, plain, contract, sources)) {
    if (!hasLeft()) return;
    await run.send(one);
  }
}

/** Requests that must not be refused as wrong. */
async function acceptances(
  run: Run,
  operation: BoundOperation,
  { most, hasLeft }: Share,
): Promise<void> {
  const plain = validInputs(operation, run.sources, { byExample: true, optional: 0 });
  const edges = run.sample('edge cases', [...edgeCases(operation, plain, run.sources)], most);
  for (const [what, inputs] of edges) {
    if (!hasLeft()) return;
    const made = await run.caseOf(operation, inputs, what);
    if (made) await run.send(made);
  }
  for (const mediaType of bodyTypes(operation).slice(1)) {
    if (!hasLeft()) return;
    const inputs = validInputs(operation, run.sources, { byExample: true, optional: 1 }, mediaType);
    const made = await run.caseOf(operation, inputs, `a body of ${mediaType}`);
    if (made) await run.send(made);
  }
  for (let count = 0; count < MADE_UP && hasLeft(); count++) {
    const made = await run.makeCase(operation, RANDOM);
    if (made) await run.send(made);
  }
}

/** Requests that belong together, as the checks want them. */
async function sequences(run: Run, operation: BoundOperation): Promise<void> {
  for (const check of checks) await run.follow(check, operation);
}

/** Deletes something that was made for it, and looks for it afterwards. */
async function removals(run: Run, operation: BoundOperation): Promise<void> {
  const names = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name);
  const maker = run.pool.makerOf(names.at(-1) ?? '');
  const renew = async () => {
    for (const manner of maker ? [RANDOM, manners[1]] : []) {
      const made = maker && (await run.makeCase(maker, manner));
      if (made && ((await run.send(made))?.response.status ?? 500) < 300) return;
    }
  };
  await renew();
  const made = await run.makeCase(operation, manners[0]);
  if (made) await run.send(made);
  await renew();
  for (const check of checks) {
    if (check !== deletedGone) await run.follow(check, operation);
  }
  if (!run.isMade(deletedGone)) return;
  await renew();
  await run.follow(deletedGone, operation);
}
