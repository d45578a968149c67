/**
 * A server that a client is called against: it judges each request by the document, and answers with what the
 * document promises.
 *
 * @module
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { essenceOf } from '../../../src/contract/contract.ts';
import type { Answer } from './answers.ts';
import type { Expected, Fault, Judge } from './judge.ts';

/** What a call is about. */
export type Expectation = {
  readonly expected: Expected;
  /** At least one; the first one that the request accepts is sent. */
  readonly answers: readonly Answer[];
};

/** What came of a call. */
export type Observation = {
  readonly requests: number;
  /** Of the first request. */
  readonly faults: readonly Fault[];
  /** What was sent; undefined if no request came. */
  readonly answer: Answer | undefined;
};

export class ApiServer {
  readonly #server: Server;
  #judge: Judge | undefined;
  #expectation: Expectation | undefined;
  #requests = 0;
  #faults: readonly Fault[] = [];
  #answer: Answer | undefined;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: Error) => {
        this.#faults = [{ kind: 'the measure failed', text: String(error.stack) }];
        response.writeHead(500).end();
      });
    });
  }

  static async start(): Promise<ApiServer> {
    const server = new ApiServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${portOf(this.#server.address())}`;
  }

  judgeBy(judge: Judge): void {
    this.#judge = judge;
  }

  /** What the next request should be. */
  expect(expectation: Expectation): void {
    this.#expectation = expectation;
    this.#requests = 0;
    this.#faults = [];
    this.#answer = undefined;
  }

  /** What came since then. */
  get observed(): Observation {
    return { requests: this.#requests, faults: this.#faults, answer: this.#answer };
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url: target = '', headers } = request;
    const [expectation, judge] = [this.#expectation, this.#judge];
    if (!expectation || !judge) {
      response.writeHead(404).end();
      return;
    }
    this.#requests += 1;
    const answer = acceptable(expectation.answers, headers.accept);
    if (this.#requests === 1) {
      const body = Buffer.concat(chunks);
      const faults = await judge.judge(expectation.expected, { method, target, headers, body });
      this.#faults = answer
        ? faults
        : [
            ...faults,
            { kind: 'header: Accept takes no documented type', text: headers.accept ?? '' },
          ];
    }
    const sent = answer ?? expectation.answers[0];
    if (!sent) throw new Error('No answer was made');
    this.#answer ??= sent;
    const { status, contentType, body } = sent;
    response.writeHead(status, {
      ...(contentType !== undefined && { 'Content-Type': contentType }),
      ...(status !== 204 && { 'Content-Length': body.byteLength }),
    });
    response.end(method === 'HEAD' ? undefined : body);
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server is not running');
  return address.port;
}

/** The answer that an `Accept` header prefers (RFC 9110, section 12.5.1). */
export function acceptable(
  answers: readonly Answer[],
  accept: string | undefined,
): Answer | undefined {
  if (accept === undefined) return answers[0];
  const ranges = accept.split(',').map((each) => {
    const [range = '', ...parameters] = each.split(';').map((part) => part.trim());
    const weight = parameters.find((part) => part.startsWith('q='));
    return { range: range.toLowerCase(), weight: weight ? Number(weight.slice(2)) : 1 };
  });
  const weightOf = ({ contentType }: Answer): number => {
    if (contentType === undefined) return 1;
    const essence = essenceOf(contentType);
    const [type] = essence.split('/');
    for (const wanted of [essence, `${type}/*`, '*/*']) {
      const range = ranges.find((each) => each.range === wanted);
      if (range) return range.weight;
    }
    return 0;
  };
  const [best] = answers
    .map((answer) => ({ answer, weight: weightOf(answer) }))
    .sort((one, other) => other.weight - one.weight);
  return best && best.weight > 0 ? best.answer : undefined;
}
