import { setTimeout } from 'node:timers/promises';
import { secondsOf } from './bench.ts';
import { benchKey } from './process.ts';

/** How long a job or the search may take, in milliseconds: an hour, for a million files. */
const MOST = 60 * 60_000;
/** Between two requests for a state, in milliseconds. */
const PAUSE = 20;

/** What benches ask of a server. */
export class ApiClient {
  readonly #url: string;

  /** @param url of the API, without a last slash */
  constructor(url: string) {
    this.#url = url;
  }

  /**
   * @param body sent by POST as JSON; without one, the request is a GET
   * @throws Error unless the response is a success
   */
  async ask(path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}/${path}`, {
      headers: { 'X-API-Key': benchKey, 'Content-Type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return response.json();
  }

  /**
   * Starts a phase of a job, and waits until it has ended.
   *
   * @throws Error if the job ends in another state than `wanted`
   */
  async timedJob(
    path: string,
    body: object,
    wanted: string,
  ): Promise<{ readonly jobId: string; readonly seconds: number }> {
    let jobId = '';
    const seconds = await secondsOf(async () => {
      jobId = ((await this.ask(path, body)) as { job_id: string }).job_id;
      await until(async () => {
        const status = await this.statusOf(jobId);
        if (status === wanted) return true;
        if (['failed', 'partial', 'cancelled'].includes(status)) {
          throw new Error(`The job is ${status}`);
        }
        return false;
      });
    });
    return { jobId, seconds };
  }

  async statusOf(jobId: string): Promise<string> {
    return ((await this.ask(`organize/status/${jobId}`)) as { status: string }).status;
  }

  /** Waits until the search has read all files. */
  async searchHasRead(): Promise<void> {
    await until(async () => {
      const { search } = (await this.ask('system/stats')) as { search: { queued_count: number } };
      return search.queued_count === 0;
    });
  }
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + MOST; !(await isDone()); await setTimeout(PAUSE)) {
    if (performance.now() > end) throw new Error('It takes more than an hour');
  }
}
