/**
 * Metrics for Prometheus: requests by operation, never by URL, states of jobs, and the process itself. Each
 * server has its own registry.
 *
 * @module
 */
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import type { Environment } from '@contract-first/hono';
import { answerProblem } from '@contract-first/hono/node';
import type { Context } from 'hono';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ProblemError } from '../problemError.ts';
import { problems } from './problems.ts';

/** In seconds: from a health check to an upload of many gigabytes. */
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600];

/** Where the metrics are on their own port, as Prometheus expects by default. */
const METRICS_PATH = '/metrics';

type JobCounts = () => Promise<readonly { readonly status: string; readonly count: number }[]>;

export class Metrics {
  readonly #registry = new Registry();
  readonly #durations: Histogram<'operation' | 'method' | 'status'>;
  readonly #inFlight: Gauge;
  readonly #received: Counter<'operation'>;
  readonly #limited: Counter<'policy'>;
  /** Bytes received on each connection when its last request ended. */
  readonly #counted = new WeakMap<Socket, number>();

  constructor(jobs: JobCounts) {
    const registers = [this.#registry];
    this.#durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the request headers to the end of the response, in seconds',
      labelNames: ['operation', 'method', 'status'],
      buckets: BUCKETS,
      registers,
    });
    this.#inFlight = new Gauge({
      name: 'http_requests_in_flight',
      help: 'Requests in progress',
      registers,
    });
    this.#received = new Counter({
      name: 'http_received_bytes_total',
      help: 'Bytes received, headers and bodies',
      labelNames: ['operation'],
      registers,
    });
    this.#limited = new Counter({
      name: 'rate_limited_requests_total',
      help: 'Requests refused by a rate limit',
      labelNames: ['policy'],
      registers,
    });
    new Gauge({
      name: 'jobs',
      help: 'Jobs by status',
      labelNames: ['status'],
      registers,
      async collect() {
        const counts = await jobs();
        this.reset();
        for (const { status, count } of counts) this.set({ status }, count);
      },
    });
    collectDefaultMetrics({ register: this.#registry });
  }

  /** All metrics in the text format of Prometheus, version 0.0.4. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** Measures a request until its response is sent or its connection is closed. */
  readonly measure = (c: Context<Environment>): void => {
    const { incoming, outgoing } = c.env;
    const stop = this.#durations.startTimer();
    this.#inFlight.inc();
    outgoing.once('close', () => {
      this.#inFlight.dec();
      const bound = c.get('operation');
      const operation = bound?.id ?? 'none';
      const status = String(outgoing.statusCode);
      stop({ operation, method: incoming.method ?? '', status });
      this.#received.inc({ operation }, this.#arrivedOn(incoming.socket));
      const limitedBy = c.get('limitedBy');
      if (limitedBy) this.#limited.inc({ policy: limitedBy });
    });
  };

  /** Serves the metrics on their own port, at `/metrics` only. */
  readonly listener: RequestListener = (request, response) => {
    request.resume();
    const { method = '', url = '' } = request;
    // The target may also be an absolute URL (RFC 9112, section 3.2.2).
    if (URL.parse(url, 'http://localhost')?.pathname !== METRICS_PATH) {
      const detail = `This port serves ${METRICS_PATH} only`;
      answerProblem(response, problems, new ProblemError('not_found', detail));
      return;
    }
    if (method !== 'GET' && method !== 'HEAD') {
      const detail = `"${METRICS_PATH}" accepts GET, HEAD, not ${method}`;
      response.setHeader('Allow', 'GET, HEAD');
      answerProblem(response, problems, new ProblemError('method_not_allowed', detail));
      return;
    }
    this.text().then(
      (text) => response.writeHead(200, { 'Content-Type': this.#registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  };

  /** Bytes received on a connection since the last call. */
  #arrivedOn(socket: Socket): number {
    const before = this.#counted.get(socket) ?? 0;
    this.#counted.set(socket, socket.bytesRead);
    return socket.bytesRead - before;
  }
}
