/**
 * Measures the state of one document's mock: each resource is created, read, listed, changed and deleted, and
 * ajv judges the answers.
 *
 * @module
 */
import { Contract, type Document, type JsonSchema } from 'contract-first/contract';
import { loadDocument } from 'contract-first/document';
import { type MockServer, type RequestLine, startMockServer } from 'contract-first/mock';
import { unsatisfiableIn, Validator, Values } from 'contract-first/schema';
import { isSchema } from '../../../src/document/model.ts';
import type { MockState } from '../../../src/mock/state/mockState.ts';
import {
  namelessPath,
  type Resource,
  type Role,
  type StateOperation,
} from '../../../src/mock/state/resources.ts';
import { valueIn } from '../../../src/mock/state/shapes.ts';
import { isSame, type StoredRecord } from '../../../src/mock/state/store.ts';
import type { Received, WireRequest } from '../../../src/verify/exchange.ts';
import { Pool } from '../../../src/verify/pool.ts';
import { listsSuccess } from '../../../src/verify/promisedSuccess.ts';
import { Sender } from '../../../src/verify/send.ts';
import { UNDEFINED } from '../exceptions.ts';
import { Counter, kindOf } from '../measurement.ts';
import type { Sample } from '../sample.ts';
import { type Fault, MockJudge } from './mockJudge.ts';
import {
  failed,
  nothing,
  type StateMeasurement,
  type StateStep,
  stateSteps,
  unmeasuredState,
} from './stateMeasurement.ts';
import { type RequestManner, StateRequests, type StateSources } from './stateRequests.ts';

export type StateManner = { readonly seed: number };

/** Bodies as the document shows them, and made up with everything that they may have. */
const manners: readonly RequestManner[] = [
  { byExample: true, optional: 0 },
  { byExample: false, optional: 1 },
];
const NO_SUCCESS = 'Operations that document no success: 200 without content';
const TAKEN = 'Operations whose address is, by the document, that of another one';
const NO_VALUE = 'Schemas that no value satisfies, as the mock reports when it starts';
const UNSENDABLE = 'Requests that Node.js does not send, such as ones with invalid header values';
/** How many ids are tried for something new, of those that the requests name. */
const CREATES = 5;

/** Measures a document. Whatever fails is part of the measurement. */
export async function measureState(
  sample: Sample,
  { seed }: StateManner,
): Promise<StateMeasurement> {
  try {
    const { document } = await loadDocument(sample.file);
    const lines: RequestLine[] = [];
    const host = '127.0.0.1';
    const onAnswer = (line: RequestLine) => lines.push(line);
    const mock = await startMockServer({ document, port: 0, host, state: {}, onAnswer });
    try {
      return await new StateRun(sample.name, document, mock, lines, seed).measure();
    } finally {
      await mock.close();
    }
  } catch (error) {
    return unmeasuredState(sample, textOf(error));
  }
}

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Whether a read shows what is stored, and its own list without a query has it. */
function shownFault(
  step: StateStep,
  { bound, response, resource: { idField, path } }: StateOperation,
  { target }: WireRequest,
  { value }: StoredRecord,
  { body, text }: Received,
  accepts: (schema: JsonSchema, value: unknown) => boolean,
): Fault | undefined {
  const shown = valueIn(body, response?.at ?? []);
  if (step === 'read' && isSchema(shown)) {
    const other = Object.keys(shown).find(
      (name) =>
        isScalar(shown[name]) &&
        isScalar(value[name]) &&
        shown[name] !== value[name] &&
        // The schema of the response may refuse what a request has sent.
        accepts(response?.schema ?? {}, { ...shown, [name]: value[name] }),
    );
    return other === undefined ? undefined : { kind: `"${other}" is not what is stored`, text };
  }
  const hasQuery = new URL(target, 'http://localhost').search !== '';
  // Other lists of the same schema are below others, which need not have it.
  const isOwn = step === 'list' && namelessPath(bound.path) === path;
  if (!isOwn || idField === undefined || hasQuery || !Array.isArray(shown)) return undefined;
  // The items of some lists have no ids.
  const ids = shown.map((each) => (isSchema(each) ? each[idField] : undefined));
  if (ids.length > 0 && ids.every((each) => each === undefined)) return undefined;
  const isThere = ids.includes(value[idField]);
  return isThere ? undefined : { kind: 'the list does not have it', text: text.slice(0, 300) };
}

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const countsOf = (reasons: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(reasons, (each) => each)].map(([each, all]) => [each, all.length]),
  );

class StateRun {
  readonly #name: string;
  readonly #contract: Contract;
  readonly #state: MockState;
  readonly #sources: StateSources;
  readonly #judge: MockJudge;
  readonly #validator: Validator;
  readonly #sender: Sender;
  readonly #lines: readonly RequestLine[];
  readonly #counters = new Map(stateSteps.map((step) => [step, new Counter()]));
  readonly #exceptions = new Counter();

  constructor(
    name: string,
    document: Document,
    { state, url }: MockServer,
    lines: readonly RequestLine[],
    seed: number,
  ) {
    if (!state) throw new Error('The mock has no state');
    this.#name = name;
    this.#state = state;
    this.#lines = lines;
    this.#contract = new Contract(document);
    const values = new Values(document, seed, 'request');
    this.#sources = { document, values, pool: new Pool(this.#contract, values.random) };
    this.#judge = new MockJudge(document, this.#contract, unsatisfiableIn(document));
    this.#validator = new Validator(document, 'response');
    this.#sender = new Sender(url);
  }

  async measure(): Promise<StateMeasurement> {
    const { resources, byOperation, others } = this.#state.inferred;
    let failure: string | undefined;
    try {
      for (const resource of resources) {
        for (const manner of manners) await this.#try(resource, manner);
      }
    } catch (error) {
      failure = textOf(error);
    } finally {
      this.#sender.close();
    }
    return {
      document: this.#name,
      ...(failure !== undefined && { failure }),
      operations: byOperation.size + others.length,
      inState: byOperation.size,
      resources: resources.length,
      stateless: countsOf(others.map(({ reason }) => reason)),
      measured: failure === undefined ? { total: 1, good: 1, groups: [] } : failed(failure),
      // as: there is a counter for each step.
      steps: Object.fromEntries(
        stateSteps.map((step) => [step, this.#counters.get(step)?.tally ?? nothing]),
      ) as StateMeasurement['steps'],
      exceptions: this.#exceptions.tally,
    };
  }

  async #try(resource: Resource, manner: RequestManner): Promise<void> {
    // What was deleted for another resource is needed here.
    this.#state.reset();
    const { resources } = this.#state.inferred;
    const requests = new StateRequests(this.#sources, ({ path }) => {
      const parent = resources.find((each) => `${each.path}/{}` === path);
      return parent && this.#records(parent)[0]?.key;
    });
    const by = (role: Role) => resource.operations.filter((each) => each.role === role);
    let record = this.#records(resource)[0];
    for (const create of by('create')) {
      record = (await this.#create(create, requests, manner)) ?? record;
    }
    for (const step of ['read', 'list', 'update', 'replace', 'delete'] as const) {
      for (const operation of by(step)) {
        if (step === 'delete') {
          // The first one has deleted it.
          record =
            this.#records(resource).find((each) => !record || isSame(each, record)) ?? record;
        }
        await this.#step(step, operation, record, requests, manner);
      }
    }
    if (by('delete').length === 0) return;
    for (const read of by('read')) {
      await this.#step('read after delete', read, record, requests, manner);
    }
  }

  #records({ name }: Resource): readonly StoredRecord[] {
    return this.#state.snapshot()[name] ?? [];
  }

  /** What was created. A request may name an id that is taken, and is then made anew. */
  async #create(
    operation: StateOperation,
    requests: StateRequests,
    manner: RequestManner,
  ): Promise<StoredRecord | undefined> {
    const before = this.#records(operation.resource);
    for (let tries = 1; tries <= CREATES; tries++) {
      const how = tries === 1 ? manner : { ...manner, byExample: false };
      const isTaken = await this.#step(
        'create',
        operation,
        undefined,
        requests,
        how,
        tries < CREATES,
      );
      if (!isTaken) break;
    }
    return this.#records(operation.resource).find(
      (each) => !before.some((known) => isSame(known, each)),
    );
  }

  /** @returns whether nothing was counted, because the id is taken, which is no fault */
  async #step(
    step: StateStep,
    operation: StateOperation,
    record: StoredRecord | undefined,
    requests: StateRequests,
    manner: RequestManner,
    mayBeTaken = false,
  ): Promise<boolean> {
    const { bound, resource } = operation;
    const counter = this.#counters.get(step);
    const where = `${bound.method.toUpperCase()} ${bound.path}`;
    const isAbout = step !== 'create' && step !== 'list';
    if (isAbout && !record && !resource.isSingle) {
      counter?.bad('there is none at the start', () => where);
      return false;
    }
    const request = requests.of(operation, record, manner);
    if (!request) {
      this.#exceptions.bad(UNDEFINED, () => where);
      return false;
    }
    const { pathname } = new URL(request.target, 'http://localhost');
    if (this.#contract.match(request.method, pathname)?.path !== bound.path) {
      this.#exceptions.bad(TAKEN, () => `${where}: ${request.target}`);
      return false;
    }
    const received = await this.#send(request, where);
    if (!received) return false;
    if (step !== 'read after delete' && !listsSuccess(bound)) {
      this.#exceptions.bad(NO_SUCCESS, () => where);
      return false;
    }
    if (mayBeTaken && this.#isTaken(received)) return true;
    const fault =
      'kind' in received ? received : this.#faultOf(step, operation, request, record, received);
    const impossible =
      fault && 'status' in received && this.#judge.impossible(bound, received.status);
    if (impossible) this.#exceptions.bad(NO_VALUE, () => `${where}: ${impossible}`);
    else if (fault) {
      counter?.bad(kindOf(fault.kind), () => `${where}: ${request.target}\n${fault.text}`);
    } else counter?.good();
    return false;
  }

  #isTaken(received: Received | Fault): boolean {
    if ('kind' in received) return false;
    return received.status === 409 || /already exists/.test(this.#lines.at(-1)?.decision ?? '');
  }

  #faultOf(
    step: StateStep,
    operation: StateOperation,
    request: WireRequest,
    record: StoredRecord | undefined,
    received: Received,
  ): Fault | undefined {
    const { bound } = operation;
    if (step === 'read after delete') {
      if (received.status < 400) return { kind: 'still there', text: received.text.slice(0, 200) };
      return this.#judge.ofRefusal(bound, received);
    }
    const fault = this.#judge.ofSuccess(bound, received);
    if (fault) return fault;
    const isStateless = (received.headers.get('X-Mock') ?? '').includes('stateless');
    if (!isStateless)
      return record && shownFault(step, operation, request, record, received, this.#accepts);
    const decision = this.#lines.at(-1)?.decision ?? '';
    return { kind: `stateless: ${decision}`, text: received.text.slice(0, 300) };
  }

  readonly #accepts = (schema: JsonSchema, value: unknown): boolean =>
    this.#validator.accepts(schema, value);

  /** The answer; a fault if none came; undefined if the request was not sent, which is counted. */
  async #send(request: WireRequest, where: string): Promise<Received | Fault | undefined> {
    try {
      return await this.#sender.send(request);
    } catch (error) {
      const { cause, message } = error instanceof Error ? error : new Error(String(error));
      if (cause instanceof TypeError) {
        this.#exceptions.bad(UNSENDABLE, () => `${where}: ${message}`);
        return undefined;
      }
      return { kind: `no answer: ${message}`, text: message };
    }
  }
}
