/** Measures the mock of one document: starts it, asks every operation, and judges the answers. */
import { type BoundOperation, Contract, type Document } from 'contract-first/contract';
import { loadDocument } from 'contract-first/document';
import { type MockServer, startMockServer } from 'contract-first/mock';
import { unsatisfiableIn } from 'contract-first/schema';
import { isImpossible, securitySchemes } from '../../../src/document/securitySchemes.ts';
import type { Received } from '../../../src/verify/exchange.ts';
import { listsSuccess } from '../../../src/verify/promisedSuccess.ts';
import { Sender } from '../../../src/verify/send.ts';
import { TAKEN, UNDEFINED, UNREACHABLE } from '../exceptions.ts';
import { Counter, kindOf } from '../measurement.ts';
import type { Sample } from '../sample.ts';
import { type Fault, MockJudge } from './mockJudge.ts';
import {
  type MockFailure,
  type MockMeasurement,
  type Pass,
  type PassTallies,
  unmeasuredMock,
  unmeasuredPass,
} from './mockMeasurement.ts';
import { type MockRequest, MockRequests } from './mockRequests.ts';

export type MockManner = { readonly seed: number; readonly passes: readonly Pass[] };

const NO_SUCCESS = 'Operations that document no success: 200 without content';
const UNSENDABLE = 'Requests that Node.js does not send, such as ones with invalid header values';
const NO_CREDENTIALS = 'Operations whose credentials no request can have';
const NO_VALUE = 'Schemas that no value satisfies, as the mock reports when it starts';

/** Measures a document. Whatever fails is part of the measurement. */
export async function measureMock(
  sample: Sample,
  { seed, passes: chosen }: MockManner,
): Promise<MockMeasurement> {
  const { name, file } = sample;
  let document: Document;
  try {
    ({ document } = await loadDocument(file));
  } catch (error) {
    return unmeasuredMock(sample, chosen, failureOf('read', error));
  }
  const tallies: Partial<Record<Pass, PassTallies>> = {};
  let failure: MockFailure | undefined;
  let count = sample.operations;
  for (const pass of chosen) {
    try {
      const run = new PassRun(document, seed, pass);
      count = run.operations;
      tallies[pass] = await run.measure();
    } catch (error) {
      failure = failureOf('start', error);
      tallies[pass] = unmeasuredPass(count, failure);
    }
  }
  return { document: name, operations: count, ...(failure && { failure }), passes: tallies };
}

function failureOf(step: MockFailure['step'], error: unknown): MockFailure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { step, kind: kindOf(message), message: (stack ?? message).slice(0, 1000) };
}

/** One mock of a document. */
class PassRun {
  readonly #document: Document;
  readonly #contract: Contract;
  readonly #pass: Pass;
  readonly #judge: MockJudge;
  readonly #requests: MockRequests;
  readonly #operations = new Counter();
  readonly #answered = new Counter();
  readonly #refused = new Counter();
  readonly #exceptions = new Counter();

  constructor(document: Document, seed: number, pass: Pass) {
    this.#document = document;
    this.#pass = pass;
    this.#contract = new Contract(document);
    this.#judge = new MockJudge(document, this.#contract, unsatisfiableIn(document, 'response'));
    this.#requests = new MockRequests(document, this.#contract, seed);
  }

  get operations(): number {
    return this.#contract.operations.size;
  }

  async measure(): Promise<PassTallies> {
    const begin = performance.now();
    const server = await this.#start();
    const startSeconds = (performance.now() - begin) / 1000;
    const sender = new Sender(server.url);
    try {
      for (const operation of this.#contract.operations.values())
        await this.#try(operation, sender);
    } finally {
      sender.close();
      await server.close();
    }
    const seconds = (performance.now() - begin) / 1000;
    return {
      started: { total: 1, good: 1, groups: [] },
      operations: this.#operations.tally,
      answered: this.#answered.tally,
      refused: this.#refused.tally,
      exceptions: this.#exceptions.tally,
      ...{ startSeconds, seconds },
    };
  }

  #start(): Promise<MockServer> {
    const options = this.#pass === 'dynamic' ? { dynamic: true, seed: 'measure' } : {};
    return startMockServer({ document: this.#document, port: 0, host: '127.0.0.1', ...options });
  }

  async #try(operation: BoundOperation, sender: Sender): Promise<void> {
    const where = `${operation.id} (${operation.method.toUpperCase()} ${operation.path})`;
    const exception = this.#exceptionOf(operation);
    if (exception) {
      this.#exceptions.bad(exception, () => where);
      return;
    }
    const requests = this.#requests.valid(operation);
    if (requests.length === 0) this.#exceptions.bad(UNDEFINED, () => where);
    let first: Fault | undefined;
    let judged = 0;
    for (const made of requests) {
      if (!this.#reaches(operation, made)) {
        this.#exceptions.bad(TAKEN, () => `${where}: ${made.request.target}`);
        continue;
      }
      const received = await this.#send(sender, made, where);
      if (!received) continue;
      const fault = 'kind' in received ? received : this.#judge.ofSuccess(operation, received);
      const impossible =
        fault && 'status' in received && this.#judge.impossible(operation, received.status);
      if (impossible) {
        this.#exceptions.bad(NO_VALUE, () => `${where}: ${impossible}`);
        continue;
      }
      judged += 1;
      if (!fault) this.#answered.good();
      else this.#answered.bad(kindOf(fault.kind), () => shown(where, made, fault));
      first ??= fault;
    }
    if (judged > 0) {
      if (first) this.#operations.bad(kindOf(first.kind), () => `${where}: ${first.text}`);
      else this.#operations.good();
    }
    if (this.#pass === 'static') await this.#tryInvalid(operation, sender, where);
  }

  async #tryInvalid(operation: BoundOperation, sender: Sender, where: string): Promise<void> {
    for (const made of this.#requests.invalid(operation)) {
      if (!this.#reaches(operation, made)) continue;
      const received = await this.#send(sender, made, where);
      if (!received) continue;
      const fault = 'kind' in received ? received : this.#judge.ofRefusal(operation, received);
      if (!fault) {
        this.#refused.good();
        continue;
      }
      const impossible = 'status' in received && this.#judge.impossible(operation, received.status);
      if (impossible) this.#exceptions.bad(NO_VALUE, () => `${where}: ${impossible}`);
      else this.#refused.bad(kindOf(fault.kind), () => shown(where, made, fault));
    }
  }

  /** The answer; a fault if none came; undefined if the request was not sent, which is counted. */
  async #send(
    sender: Sender,
    { request }: MockRequest,
    where: string,
  ): Promise<Received | Fault | undefined> {
    try {
      return await sender.send(request);
    } catch (error) {
      const { cause, message } = error instanceof Error ? error : new Error(String(error));
      if (cause instanceof TypeError) {
        this.#exceptions.bad(UNSENDABLE, () => `${where}: ${message}`);
        return undefined;
      }
      return { kind: `no answer: ${message}`, text: message };
    }
  }

  #exceptionOf(operation: BoundOperation): string | undefined {
    if (!listsSuccess(operation)) return NO_SUCCESS;
    const sent = ({ method, path }: BoundOperation) =>
      `${method} ${path.replace(/#.*/s, '').replaceAll(/\{[^{}]*\}/g, '{}')}`;
    const own = sent(operation);
    const first = [...this.#contract.operations.values()].find((each) => sent(each) === own);
    if (first && first.path !== operation.path) return UNREACHABLE;
    const schemes = securitySchemes(this.#document);
    const isClosed =
      operation.security.length > 0 &&
      operation.security.every((each) =>
        isImpossible(schemes.filter(({ key }) => Object.hasOwn(each, key))),
      );
    return isClosed ? NO_CREDENTIALS : undefined;
  }

  /** Whether the address is, by the document, that of the operation: concrete paths come first. */
  #reaches(operation: BoundOperation, { request }: MockRequest): boolean {
    const { pathname } = new URL(request.target, 'http://localhost');
    return this.#contract.match(request.method, pathname)?.path === operation.path;
  }
}

const shown = (where: string, { what, request }: MockRequest, { text }: Fault): string =>
  `${where}, ${what}: ${request.target}\n${text}`;
