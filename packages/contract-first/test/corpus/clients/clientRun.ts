/**
 * Measures the client of one language: generates it, starts it in a process of its own, and calls every method
 * against the measure's server.
 *
 * @module
 */
import type { BoundOperation } from 'contract-first/contract';
import { Values } from 'contract-first/schema';
import type { Notice } from '../../../src/document/notice.ts';
import { Counter, kindOf } from '../measurement.ts';
import { type Answer, answersOf } from './answers.ts';
import type { ApiServer } from './apiServer.ts';
import { type Call, Calls, methodsOf, NO_METHOD, pointerOf } from './calls.ts';
import { chosenSchemes } from './chosenSchemes.ts';
import {
  type ClientTallies,
  type Failure,
  lost,
  none,
  one,
  type Step,
} from './clientMeasurement.ts';
import type { DriverProcess } from './drivers/driverProcess.ts';
import type { Reply } from './drivers/protocol.ts';
import type { Fault } from './judge.ts';
import type { Jobs, Language, Source } from './language.ts';
import { basePathOf } from './localServers.ts';
import { readingFault } from './reading.ts';

/** Seconds for importing a client: models of thousands of schemas take long in Python. */
const FOR_IMPORT = 240;
/** Seconds for a call. */
const FOR_CALL = 20;
/** After so many calls without an end, the rest is given up. */
const MOST_LATE = 5;

/** Notices that say that an operation is left out, or cannot be called as the document says. */
const excusing = new Set([
  'operation-left-out',
  'parameter-left-out',
  'path-parameter-missing',
  'security-conflict',
  'query-ambiguous',
]);

const USER = 'user';
const SECRET = 'secret';

/** A step that failed for the whole client. */
class StepFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export type ClientInput = Source & {
  readonly server: ApiServer;
  readonly seed: number;
  /** What reading the document has reported. */
  readonly notices: readonly Notice[];
  readonly folder: string;
  /** Checks the types of what was written. */
  readonly checkTypes: (folder: string) => Promise<ClientTallies['types']>;
};

/** The client of one language on its way through the steps. */
export class ClientRun {
  readonly #language: Language;
  readonly #input: ClientInput;
  readonly #seconds: Partial<Record<Step, number>> = {};
  readonly #calls: Calls;
  readonly #credentials: Readonly<Record<string, string>>;
  readonly #answers: Values;
  #jobs: Jobs = () => undefined;
  #notices: readonly Notice[];

  constructor(language: Language, input: ClientInput) {
    this.#language = language;
    this.#input = input;
    this.#notices = input.notices;
    this.#calls = new Calls(input.model, input.document, input.seed);
    const known = new Set(input.model.schemes.map(({ name }) => name));
    const chosen = chosenSchemes(this.#calls.operations, known);
    const schemes = language.hasNoCredentials ? [] : input.model.schemes;
    this.#credentials = Object.fromEntries(
      schemes
        .filter(({ name }) => chosen.has(name))
        .map(({ name, type }) => [name, type === 'basic' ? `${USER}:${SECRET}` : SECRET]),
    );
    this.#answers = new Values(input.document, input.seed, 'response');
  }

  async measure(): Promise<ClientTallies> {
    const { folder } = this.#input;
    const { operations } = this.#calls;
    let { written, reported } = this.#written();
    let types: ClientTallies['types'] = {};
    let [generated, imported] = [lost(1), lost(1)];
    let [called, exceptions] = [this.#language.jobs ? lost(operations.length) : none, none];
    let failure: Failure | undefined;
    try {
      const own = await this.#step('generate', () => this.#language.generate(this.#input, folder));
      this.#notices = [...this.#notices, ...own];
      generated = one;
      ({ written, reported } = this.#written());
      types = await this.#step('types', () => this.#input.checkTypes(folder));
      ({ called, exceptions } = await this.#behaviour(() => {
        imported = one;
      }));
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      failure = error.failure;
      const { step, kind, message } = failure;
      const group = { kind: `${step}: ${kind}`, count: 1, example: message };
      if (generated.good === 0) generated = { ...generated, groups: [group] };
      else if (imported.good === 0) imported = { ...imported, groups: [group] };
      if (called.total > 0)
        called = { ...called, groups: [{ ...group, count: operations.length }] };
    }
    return {
      ...(failure && { failure }),
      ...{ generated, imported, written, reported, called, exceptions, types },
      seconds: this.#seconds,
    };
  }

  /** Which operations have a method, and which of the others were reported. */
  #written(): Pick<ClientTallies, 'written' | 'reported'> {
    const written = new Counter();
    const reported = new Counter();
    const known = new Set(methodsOf(this.#input.model.root).map(({ pointer }) => pointer));
    for (const operation of this.#calls.operations) {
      const notice = this.#noticeOf(operation);
      if (known.has(pointerOf(operation))) written.good();
      else {
        written.bad(
          notice?.rule ?? 'left out in silence',
          () => `${operation.id}: ${notice?.message}`,
        );
        if (notice) reported.good();
        else reported.bad('left out in silence', () => operation.id);
      }
    }
    return { written: written.tally, reported: reported.tally };
  }

  /** What the generator has reported of an operation that it cannot generate as it is. */
  #noticeOf(operation: BoundOperation): Notice | undefined {
    const pointer = pointerOf(operation);
    return this.#notices.find(
      (each) =>
        excusing.has(each.rule) &&
        (each.pointer === pointer || each.pointer.startsWith(`${pointer}/`)),
    );
  }

  async #behaviour(onImported: () => void): Promise<Pick<ClientTallies, 'called' | 'exceptions'>> {
    let driver = await this.#step('import', async () => {
      const jobs = await this.#language.jobs?.(this.#input, this.#input.folder);
      if (jobs) this.#jobs = jobs;
      return this.#start();
    });
    onImported();
    if (!this.#language.jobs) {
      driver.stop();
      return { called: none, exceptions: none };
    }
    try {
      return await this.#step('call', async () => {
        const called = new Counter();
        const exceptions = new Counter();
        let late = 0;
        for (const operation of this.#calls.operations) {
          if (!driver.isRunning) {
            late += 1;
            if (late <= MOST_LATE) driver = await this.#start();
          }
          if (late > MOST_LATE) {
            called.bad('not tried, since too many calls did not end', () => operation.id);
            continue;
          }
          await this.#count(operation, driver, called, exceptions);
        }
        return { called: called.tally, exceptions: exceptions.tally };
      });
    } finally {
      driver.stop();
    }
  }

  async #count(
    operation: BoundOperation,
    driver: DriverProcess,
    called: Counter,
    exceptions: Counter,
  ): Promise<void> {
    const where = `${operation.id} (${operation.method.toUpperCase()} ${operation.path})`;
    const call = this.#calls.of(operation);
    const notice = this.#noticeOf(operation);
    if ('reason' in call) {
      const { reason } = call;
      const isNamed = reason !== NO_METHOD || notice !== undefined;
      const kind =
        reason === NO_METHOD
          ? `reported: ${notice?.rule}`
          : kindOf(reason).split(' ').slice(0, 6).join(' ');
      if (isNamed) exceptions.bad(kind, () => `${where}: ${reason}: ${notice?.message ?? ''}`);
      else called.bad(reason, () => where);
      return;
    }
    const fault = await this.#faultOf(call, driver);
    if (!fault) called.good();
    else if (notice)
      exceptions.bad(`reported: ${notice.rule}: ${fault.kind}`, () => `${where}: ${fault.text}`);
    else called.bad(fault.kind, () => `${where}: ${fault.text}`);
  }

  /** What is wrong with a call; undefined if it is as it should be. */
  async #faultOf(call: Call, driver: DriverProcess): Promise<Fault | undefined> {
    const { operation, given, method } = call;
    const { document, server } = this.#input;
    const job = this.#jobs(call);
    if (!job) return { kind: 'the client has no method', text: method.pointer };
    const answers = answersOf(operation, document, this.#answers);
    const basePath = basePathOf(document, operation);
    server.expect({
      expected: { operation, given, basePath, credentials: this.#credentials },
      answers,
    });
    const reply = await driver.do(job, FOR_CALL);
    const { requests, faults, answer } = server.observed;
    const [first] = faults;
    if (first) return { kind: `request: ${first.kind}`, text: `${first.text}${shownError(reply)}` };
    if ('error' in reply) {
      const { name, message } = reply.error;
      const when = requests === 0 ? 'no request' : 'after the answer';
      return {
        kind: `${when}: ${name}: ${kindOf(message.replace(/[\w.]+\(\)/, '…()'))}`,
        text: `${message}${shownAnswer(answer)}`,
      };
    }
    if (!answer) return { kind: 'no request was sent', text: JSON.stringify(reply).slice(0, 200) };
    if (!('result' in reply)) return { kind: 'no result', text: '' };
    const fault = readingFault(answer, reply.result, method, this.#language.leeway);
    return fault && { ...fault, text: `${fault.text}${shownAnswer(answer)}` };
  }

  async #start(): Promise<DriverProcess> {
    const { folder, model } = this.#input;
    const driver = this.#language.start(folder);
    const credentials = Object.fromEntries(
      model.schemes
        .filter(({ name, type }) => type !== 'mutualTLS' && Object.hasOwn(this.#credentials, name))
        .map((scheme) => [
          this.#language.credentialOption(scheme.option),
          scheme.type === 'basic' ? this.#language.basic(USER, SECRET) : SECRET,
        ]),
    );
    const options = { ...this.#language.options, ...credentials };
    const chosen = new Set(Object.keys(this.#credentials));
    const setup = { ...(await this.#language.setup(folder, this.#input, chosen)), options };
    const reply = await driver.do(setup, FOR_IMPORT);
    if ('ready' in reply) return driver;
    driver.stop();
    const error = 'error' in reply ? reply.error : { name: 'no answer', message: '' };
    throw Object.assign(new Error(error.message), { name: error.name });
  }

  /** Makes a step and takes its time. */
  async #step<T>(step: Step, make: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await make();
    } catch (error) {
      const { message, name } = error instanceof Error ? error : new Error(String(error));
      const text =
        error instanceof Error && step === 'generate' ? (error.stack ?? message) : message;
      throw new StepFailed({ step, name, kind: kindOf(message), message: text.slice(0, 1000) });
    } finally {
      this.#seconds[step] = (performance.now() - start) / 1000;
    }
  }
}

const shownError = (reply: Reply): string =>
  'error' in reply ? ` (${reply.error.name}: ${reply.error.message.slice(0, 120)})` : '';

const shownAnswer = (answer: Answer | undefined): string =>
  answer ? `\nanswer ${answer.status} ${answer.body.toString().slice(0, 200)}` : '';
