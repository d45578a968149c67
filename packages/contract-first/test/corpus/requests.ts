/**
 * Sends requests to the generated server: one that reaches each operation, then valid ones and ones
 * that are broken in one place. The server has accepted a request if it called the handler.
 *
 * @module
 */
import type { Api } from '@contract-first/hono';
import { type BoundOperation, Contract, type Document } from 'contract-first/contract';
import { Values } from 'contract-first/schema';
import { edgeCases } from '../../src/verify/cases/edges.ts';
import { invalidCases } from '../../src/verify/cases/invalid.ts';
import type { Inputs, WireRequest } from '../../src/verify/exchange.ts';
import { type Sources, validInputs } from '../../src/verify/inputs.ts';
import { Pool } from '../../src/verify/pool.ts';
import { Sender } from '../../src/verify/send.ts';
import { toWire } from '../../src/verify/wire.ts';
import { withCredentials } from './credentials.ts';
import { TAKEN, UNDEFINED, UNREACHABLE, type Unreachable } from './exceptions.ts';
import { Counter, kindOf, type Tally } from './measurement.ts';
import type { RunningServer } from './server.ts';
import { type Effort, isWritten, some, type Verdicts } from './verdicts.ts';

/** How often a request to an operation is made anew until one arrives. */
const TRIES = 3;
/** A body or URL larger than this is not sent; the kit has limits of its own, in bytes. */
export const LARGEST = 256 * 1024;
export const LONGEST_HEAD = 8 * 1024;

/** What is said of a request that Node.js does not send, such as one with a header without a name. */
const UNSENDABLE = 'not sent';

/** Headers of the connection, which are no parameters, even if a document calls them so. */
export const framing =
  /^(transfer-encoding|content-length|connection|host|expect|te|trailer|upgrade)$/i;

/** A response, and what happened on the way to it. */
type Outcome = {
  readonly status: number;
  /** The operations whose handlers were called. */
  readonly called: readonly string[];
  readonly text: string;
  readonly errors: readonly string[];
};

/** Sends the requests of one document. */
export class Requests {
  readonly #sources: Sources;
  readonly #server: RunningServer;
  readonly #sender: Sender;
  readonly #api: Api;
  readonly #contract: Contract;
  readonly #unreachable: Unreachable;
  /** By operation id: inputs that were accepted. */
  readonly #accepted = new Map<string, Inputs>();

  constructor(
    document: Document,
    api: Api,
    server: RunningServer,
    seed: number,
    unreachable: Unreachable,
  ) {
    const values = new Values(document, seed, 'request');
    this.#contract = new Contract(document);
    const pool = new Pool(this.#contract, values.random);
    this.#sources = { document, values, pool, given: {} };
    this.#server = server;
    this.#sender = new Sender(server.url);
    this.#api = api;
    this.#unreachable = unreachable;
  }

  close(): void {
    this.#sender.close();
  }

  /**
   * Which operations a request reaches: anything but 404, 405 or 501, and no other operation.
   *
   * @param verdicts counts those that no request can reach
   */
  async reach(verdicts: Verdicts): Promise<Tally> {
    const counter = new Counter();
    for (const operation of this.#contract.operations.values()) {
      if (!isWritten(this.#api, operation)) {
        counter.bad('not written', () => operation.id);
        continue;
      }
      if (this.#unreachable.byPath.has(operation.id)) {
        verdicts.except(UNREACHABLE, () => `${operation.id} (${operation.path})`);
        continue;
      }
      const fault = await this.#reachOne(operation);
      if (fault === undefined) counter.good();
      else if (fault === TAKEN || fault === UNDEFINED) {
        verdicts.except(fault, () => `${operation.id} (${operation.path})`);
      } else counter.bad(kindOf(fault), () => `${operation.id} (${operation.path}): ${fault}`);
    }
    return counter.tally;
  }

  async #reachOne(operation: BoundOperation): Promise<string | undefined> {
    let fault: string | undefined = 'no request could be made';
    for (let tries = 0; tries < TRIES; tries++) {
      const inputs = validInputs(operation, this.#sources, { byExample: false, optional: 0 });
      const request = toWire(this.#sources.document, operation, inputs);
      if (!request) {
        if (!isIncomplete(operation, inputs)) fault = UNDEFINED;
        continue;
      }
      const { status, called, text } = await this.#send(operation, request);
      if (called.includes(operation.id)) {
        this.#accepted.set(operation.id, inputs);
        return undefined;
      }
      const [other] = called;
      if (other !== undefined) {
        fault = `reached another operation`;
      } else if (status === 405 && this.#isTaken(request)) {
        fault = TAKEN;
      } else if (isNotFound(status, text)) {
        fault = `${request.method} is answered by status ${status}`;
      } else {
        // Whether it should have been refused is a matter of verdicts.
        fault = undefined;
      }
    }
    return fault;
  }

  /** Whether the address of a request is, by the document, that of a path without its method. */
  #isTaken({ method, target }: WireRequest): boolean {
    const { pathname } = new URL(target, 'http://localhost');
    const methods = this.#contract.methodsAt(pathname);
    return methods.length > 0 && !methods.includes(method);
  }

  /** Compares the verdict on each request with that of ajv. */
  async judge(effort: Effort, verdicts: Verdicts): Promise<void> {
    verdicts.allow(effort.seconds / 2);
    for (const operation of this.#contract.operations.values()) {
      if (!isWritten(this.#api, operation)) continue;
      if (this.#unreachable.byPath.has(operation.id)) continue;
      if (verdicts.isOver) verdicts.untried += 1;
      else await this.#judgeOne(operation, effort, verdicts);
    }
  }

  async #judgeOne(operation: BoundOperation, effort: Effort, verdicts: Verdicts): Promise<void> {
    const { document, values } = this.#sources;
    const plain =
      this.#accepted.get(operation.id) ??
      validInputs(operation, this.#sources, { byExample: false, optional: 0 });
    const whole = validInputs(operation, this.#sources, { byExample: false, optional: 1 });
    if (isIncomplete(operation, plain)) return;
    const valid = [
      ['valid', plain] as const,
      ['valid with all that is optional', whole] as const,
      ...some([...edgeCases(operation, plain, this.#sources)], effort.values, values.random),
    ].flatMap(([what, inputs]) => {
      const request = toWire(document, operation, inputs);
      return request ? [{ what, request, wanted: true }] : [];
    });
    const broken = [...invalidCases(operation, plain, this.#sources)].flatMap(
      ({ kind, what, request }) => (kind === 'invalid' ? [{ what, request, wanted: false }] : []),
    );
    for (const { what, request, wanted } of [
      ...valid,
      ...some(broken, effort.values, values.random),
    ]) {
      const { target, body, headers } = request;
      if (target.length > LONGEST_HEAD || (body?.byteLength ?? 0) > LARGEST) continue;
      if (Object.keys(headers).some((name) => framing.test(name))) continue;
      // An empty body is none, which is right unless one is needed.
      if (!wanted && body?.byteLength === 0 && !operation.requestBody?.required) continue;
      const { status, called, text, errors } = await this.#send(operation, request);
      // Not a request of HTTP, so that it was not sent.
      if (text.startsWith(UNSENDABLE)) continue;
      const [error] = errors;
      const crash = called.includes(operation.id) ? undefined : error;
      verdicts.count({
        where: operation.id,
        place: what.startsWith('valid') ? 'request' : (what.split(' ')[0] ?? 'request'),
        what,
        value: { target, headers: request.headers, body: body && Buffer.from(body).toString() },
        ...{ wanted, crash },
        isUnauthorizable: this.#unreachable.byCredentials.has(operation.id),
        seen: called.includes(operation.id),
        why: () => (wanted ? `status ${status}: ${reasonIn(text)}` : withoutPlace(what)),
      });
    }
  }

  async #send(operation: BoundOperation, request: WireRequest): Promise<Outcome> {
    this.#server.takeReached();
    this.#server.takeErrors();
    const sent = withCredentials(this.#sources.document, operation, request);
    const { status, text } = await this.#sender.send(sent).catch(({ cause, message }: Error) => ({
      status: 0,
      text: `${cause instanceof TypeError ? UNSENDABLE : 'no response'}: ${message}`,
    }));
    return {
      ...{ status, text },
      called: this.#server.takeReached(),
      errors: this.#server.takeErrors(),
    };
  }
}

/** Whether a server says that it has no such operation; a refusal may have one of these statuses as well. */
const isNotFound = (status: number, text: string): boolean =>
  [405, 501].includes(status) || (status === 404 && !text.includes('"errors"'));

/** Whether a parameter that is needed has no value, or the body that is needed has none. */
export function isIncomplete({ parameters, requestBody }: BoundOperation, inputs: Inputs): boolean {
  const isMissing = parameters.some(
    ({ in: place, name, required }) =>
      (required || place === 'path') &&
      inputs[place][name] === undefined &&
      !/^(accept|content-type|authorization)$/i.test(name),
  );
  return isMissing || (requestBody?.required === true && inputs.body?.value === undefined);
}

/** The first field that a problem names, and what is wrong with it. */
function reasonIn(text: string): string {
  try {
    const { errors, detail } = JSON.parse(text);
    const [first] = Array.isArray(errors) ? errors : [];
    return first ? `${first.message} at ${first.pointer}` : String(detail);
  } catch {
    return text.slice(0, 200);
  }
}

/** What was broken, without where: `body /a/b longer than maxLength`. */
const withoutPlace = (what: string): string => what.replace(/^(\w+) (\/\S*|\S+) /, '$1 ');
