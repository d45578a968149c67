import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Adapter, AdapterError, type Ended, type Message } from './adapter.ts';
import type { CallStep, Case, ClientSettings, IterateStep, Step, UnwrapStep } from './case.ts';
import { type Finished, faultsOfCall, faultsOfIteration } from './outcomes.ts';
import { faultsOfRequests } from './requests.ts';
import { type ScriptedServer, startScripted } from './server.ts';

/** How long a step may take, in milliseconds, before it counts as one that never ends. */
const usualPatience = 20_000;

/**
 * Runs one case.
 *
 * @returns what is wrong; nothing if the client has passed
 * @throws AdapterError if the adapter ends or breaks the protocol
 */
export async function runCase(
  each: Case,
  adapter: Adapter,
  patience: number = usualPatience,
): Promise<readonly string[]> {
  const other = await startScripted(each.other ?? []);
  const server = await startScripted(each.server ?? [], () => other.url);
  const addresses = { server: server.url, other: other.url };
  try {
    const client = await create(each.client ?? {}, adapter, addresses);
    const steps = each.steps.map(
      (step) => () =>
        runStep(step, client, adapter, { ...addresses, patience, arrival: () => server.next() }),
    );
    const faults = each.together
      ? (await Promise.all(steps.map((run) => run()))).flat()
      : await inTurn(steps);
    await wait(each.thenWaitMs ?? 100);
    return [
      ...new Set([
        ...faults,
        ...(await faultsOfRequests(each, server.received)),
        ...faultsOfOther(each, other),
      ]),
    ];
  } finally {
    await Promise.all([server.close(), other.close()]);
  }
}

/** Later steps build on earlier ones: the first that goes wrong is the last. */
async function inTurn(
  steps: readonly (() => Promise<readonly string[]>)[],
): Promise<readonly string[]> {
  for (const run of steps) {
    const faults = await run();
    if (faults.length > 0) return faults;
  }
  return [];
}

type Addresses = { readonly server: string; readonly other: string };
type Surroundings = Addresses & {
  readonly patience: number;
  readonly arrival: () => Promise<void>;
};

async function create(
  { basePath = '', isUnreachable, ...settings }: ClientSettings,
  adapter: Adapter,
  addresses: Addresses,
): Promise<number> {
  const baseUrl = `${isUnreachable ? await unreachable() : addresses.server}${basePath}`;
  const { id, ended: created } = await adapter.ask({
    do: 'create',
    settings: { baseUrl, retries: 0, ...filled(settings, addresses) },
  });
  if ('error' in created) {
    throw new AdapterError(
      `Cannot create a client: ${created.error.message ?? created.error.kind}`,
    );
  }
  return id;
}

/** Settings with the addresses of the servers. */
const filled = <Value>(value: Value, { server, other }: Addresses): Value =>
  JSON.parse(
    JSON.stringify(value).replaceAll('{server}', server).replaceAll('{other}', other),
  ) as Value; // the same value with other texts

/** The address of a server that has ended. */
async function unreachable(): Promise<string> {
  const server = await startScripted([]);
  await server.close();
  return server.url;
}

async function runStep(
  step: Step,
  shared: number,
  adapter: Adapter,
  { arrival, patience, ...addresses }: Surroundings,
): Promise<readonly string[]> {
  if (step.do === 'unwrap') {
    const finished = await sent({ ...delivery(step) }, adapter, patience);
    return finished ? faultsOfCall(step.expect, finished) : [neverEnded(patience)];
  }
  const client = step.client ? await create(step.client, adapter, addresses) : shared;
  const pause = step.abortAfterMs;
  const abortion = pause ? arrival().then(() => wait(pause)) : undefined;
  const finished = await sent(messageOf(step, client), adapter, patience, abortion);
  if (!finished) return [neverEnded(patience)];
  return step.do === 'call'
    ? faultsOfCall(step.expect, finished)
    : faultsOfIteration(step.expect, finished);
}

const neverEnded = (patience: number) => `It did not end within ${patience / 1000} s`;

const messageOf = (step: CallStep | IterateStep, client: number): Message => ({
  ...{ do: step.do, client, operation: step.operation },
  ...{ args: step.args ?? {}, options: step.options ?? {} },
  ...(step.abortAfterMs === 0 && { aborted: true }),
  ...(step.do === 'iterate' && {
    over: step.over,
    ...(step.take !== undefined && { take: step.take }),
  }),
});

/**
 * Sends a message and waits for its end.
 *
 * @param abortion when to abort it
 * @returns undefined if it has not ended
 */
async function sent(
  message: Message,
  adapter: Adapter,
  patience: number,
  abortion?: Promise<void>,
): Promise<Finished | undefined> {
  let begun = performance.now();
  const items: unknown[] = [];
  let firstMs: number | undefined;
  const { id, ended } = adapter.send(message, (item) => {
    firstMs ??= performance.now() - begun;
    items.push(item);
  });
  const abort = () => {
    begun = performance.now();
    return adapter.send({ do: 'abort', call: id }).ended.catch(() => undefined);
  };
  const timers = new AbortController();
  abortion?.then(() => {
    if (!timers.signal.aborted) abort();
  });
  const late: Promise<Ended | undefined> = wait(patience, undefined, { signal: timers.signal });
  try {
    const end = await Promise.race([ended, late.catch(() => undefined)]);
    if (end) return { ended: end, items, ms: performance.now() - begun, firstMs };
    await Promise.race([abort(), wait(500)]);
    return undefined;
  } finally {
    timers.abort();
    // When it was given up, its end, if there is one, is of no interest.
    ended.catch(() => undefined);
  }
}

/** How many seconds the time of a delivery differs from now. */
const aside: Readonly<Record<string, number>> = { old: -3600, ahead: 3600 };

/** A delivery with headers of Standard Webhooks, or with one fault. */
function delivery({ webhook, body, secret, variant }: UnwrapStep): Message {
  const id = `msg_${randomUUID()}`;
  const seconds = Math.floor(Date.now() / 1000) + (aside[variant ?? ''] ?? 0);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  const wrong = createHmac('sha256', 'another').update(body).digest('base64');
  const right = variant === 'signature' ? [] : [`v1,${signature}`];
  const others = variant === 'several' || variant === 'signature' ? [`v1,${wrong}`] : [];
  const signatures = [...others, ...right].join(' ');
  return {
    ...{ do: 'unwrap', webhook, secret },
    body: variant === 'body' ? body.replace('o-1', 'o-2') : body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      ...(variant !== 'missing' && { 'webhook-signature': signatures }),
    },
  };
}

function faultsOfOther({ otherMustNotGet = [] }: Case, { received }: ScriptedServer): string[] {
  return received.flatMap(({ method, url, headers, body }) => {
    const request = [method, url, JSON.stringify(headers), body.toString()].join(' ');
    return otherMustNotGet
      .filter((secret) => request.includes(secret) || decodedQuery(url).includes(secret))
      .map(() => `The other server received the credentials: ${method} ${url}`);
  });
}

const decodedQuery = (url: string): string =>
  [...new URL(url, 'http://localhost').searchParams].join();
