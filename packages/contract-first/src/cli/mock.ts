import { once } from 'node:events';
import type { LoadedDocument } from '../document/load.ts';
import {
  type BoundOperation,
  type Document,
  operationPlaces,
  operations,
} from '../document/model.ts';
import type { Notice } from '../document/notice.ts';
import {
  type AsyncDocument,
  type ControlState,
  channelsOf,
  faultStatuses,
  jsonLineOf,
  lineOf,
  type MockServer,
  type RequestLine,
  reportLines,
  sampleRequest,
  startMockServer,
  stateReport,
  type WebhookOptions,
  Webhooks,
} from '../mock/index.ts';
import { oneLine } from '../text/printable.ts';
import { defineCommand, EXIT, type ExitCode, UsageError } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { onlyOption, overlayOption } from './document.ts';
import { mockOptions, serverOptionsOf } from './mockOptions.ts';
import { proxyFlags, proxyOptions, recordingOptions } from './mockProxy.ts';
import { type Replay, replayOf } from './mockReplay.ts';
import { MockSources } from './mockSource.ts';
import { HandlerFiles, statefulFlags, statefulOptions } from './mockState.ts';
import { explained, jsonOf, linesOf, located } from './notices.ts';
import type { Terminal } from './terminal.ts';
import { watchFiles } from './watch.ts';

/** Answers by a document. */
export const mock = defineCommand({
  summary: 'Serves a mock of the document, with its examples or generated values',
  usage: 'contract mock [document] [options]',
  details: `Runs until stopped, logs each request to stderr, and reads the document again when one of its files
changes. A request selects another response with \`Prefer\`: code=404, example=NAME, dynamic=true,
wait=SECONDS, and items=N and interval=MS for streams.`,
  takes: 1,
  examples: [
    ['contract mock openapi.yaml --port 4010', 'A server that answers as the document says'],
    ["curl -i -H 'Prefer: code=404' http://127.0.0.1:4010/books/7", 'A response of your choice'],
    [
      'contract mock openapi.yaml --send orderShipped --webhook-url http://localhost:3000/hooks',
      'A webhook for your own server',
    ],
    [
      'contract mock openapi.yaml --proxy https://api.example.com --record traffic.har',
      'The real server, compared with the document and recorded',
    ],
    ['contract mock openapi.yaml --delay 100-800 --errors 0.1', 'A slow and unreliable server'],
  ],
  options: {
    ...mockOptions,
    ...statefulFlags,
    ...proxyFlags,
    'no-watch': { type: 'boolean', description: 'Do not reload the document when it changes' },
    asyncapi: {
      type: 'string',
      value: 'FILE',
      description: 'AsyncAPI 3 document whose channels are served over WebSocket, too',
    },
    send: {
      type: 'string',
      value: 'WEBHOOK',
      description: 'Send this webhook once to --webhook-url, without a mock',
    },
    log: {
      type: 'string',
      value: 'FORM',
      description: 'How requests are logged to stderr: text, json or none (default: text)',
    },
    quiet: { type: 'boolean', description: 'Do not log requests; short for --log none' },
    ...onlyOption,
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const proxy = await proxyOptions(values);
    const recording = recordingOptions(values, terminal);
    const options = { ...serverOptionsOf(values), proxy, recording };
    const onAnswer = logOf(values.quiet ? 'none' : values.log, terminal);
    const entry = documentOf(given, await loadConfig(values.config));
    const { asyncapi, overlay: overlays, only, send } = values;
    const sources = new MockSources({ entry, asyncapi, overlays, only }, terminal);
    if (send !== undefined) {
      const { loaded } = await sources.read();
      return sendOnce(loaded.document, send, options.webhooks, values, terminal);
    }
    // What changes while the documents are read is seen, and waits until the mock listens.
    const started = Promise.withResolvers<MockServer>();
    const watching = values['no-watch']
      ? undefined
      : await follow(sources, started.promise, terminal);
    try {
      const { loaded, channels: described, notices } = await sources.read();
      const { document } = loaded;
      const channels = described && { document: described, ...options.channels };
      const handlers =
        values.handlers === undefined ? undefined : new HandlerFiles(values.handlers);
      const remembers = await statefulOptions(values, handlers);
      const replayed = values.replay && (await replayOf(document, values.replay));
      const replay = replayed?.responses;
      const server = await explained(loaded, () =>
        startMockServer({ ...options, ...remembers, document, channels, replay, onAnswer }).catch(
          (error) => unable(error, options),
        ),
      );
      started.resolve(server);
      // From its first line on, so that nothing is lost of a recording.
      const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      const { url, control } = server;
      const found = [...notices, ...clashOf(control, loaded)];
      for (const line of linesOf(found.slice(notices.length))) terminal.note(line);
      const bound = operations(document);
      if (options.errors) warnOfErrors(bound, terminal);
      const state = values.stateful && server.state ? stateReport(server.state) : undefined;
      if (state && !values.json)
        for (const line of reportLines(state)) terminal.note(oneLine(line));
      // Before the first line, after which handlers may change.
      const watchingHandlers =
        handlers && !values['no-watch']
          ? await followHandlers(handlers, server, terminal)
          : undefined;
      const { realServer } = server;
      const traffic = {
        ...(realServer !== undefined && { realServer }),
        ...(replayed && { replayed: replayed.responses.length, incomplete: replayed.incomplete }),
      };
      const counts = { url, operations: bound.length, notices: found.map(jsonOf) };
      terminal.out(
        values.json
          ? JSON.stringify({
              ...counts,
              ...traffic,
              ...(state && { state, control: control.path || null }),
            })
          : greeting(document, bound, described, url, control.path),
      );
      for (const line of trafficLines(realServer, replayed, values)) terminal.note(line);
      await stopped;
      watchingHandlers?.close();
      await server.close();
      return EXIT.fine;
    } finally {
      watching?.close();
    }
  },
});

/** What the user should know if the mock has no endpoints for its control. */
function clashOf({ clash }: ControlState, loaded: LoadedDocument): Notice[] {
  if (clash === undefined) return [];
  const message = `An operation of the document answers ${clash}, so the mock has no control path. Choose one with --control`;
  return [located({ rule: 'no-control-path', message, pointer: '#/paths' }, loaded)];
}

/** Sends a webhook without serving anything. */
async function sendOnce(
  document: Document,
  name: string,
  options: WebhookOptions,
  { json }: { readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.url === undefined) throw new UsageError('--send needs --webhook-url URL');
  const delivery = await new Webhooks(document, options).send(name);
  const { to, status, fault, ms } = delivery;
  const answer = status === undefined ? 'no answer' : `${status} in ${ms} ms`;
  const text = `Sent ${name} to ${to}: ${answer}${fault === undefined ? '' : ` (${fault})`}`;
  terminal.out(json ? JSON.stringify(delivery) : oneLine(text));
  return fault === undefined ? EXIT.fine : EXIT.findings;
}

function logOf(form = 'text', terminal: Terminal): ((line: RequestLine) => void) | undefined {
  if (form === 'none') return undefined;
  if (form === 'text') return (line) => terminal.note(lineOf(line));
  if (form === 'json') return (line) => terminal.note(jsonLineOf(line));
  throw new UsageError(`--log must be text, json or none, not "${form}"`);
}

/** Reads the documents again when one of their files has changed. Those with errors change nothing. */
const follow = (sources: MockSources, listening: Promise<MockServer>, terminal: Terminal) =>
  watchFiles(
    () => sources.texts(),
    async () => {
      const server = await listening;
      const started = performance.now();
      try {
        const { loaded, channels } = await sources.read();
        await explained(loaded, () => server.replace(loaded.document, channels));
        const ms = Math.round(performance.now() - started);
        terminal.note(
          `Reloaded in ${ms} ms: ${servedBy(loaded.document, operationPlaces(loaded.document).length, channels)}`,
        );
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        terminal.note(`error ${message}\nThe last version without errors is still served.`);
      }
    },
  );

/** Loads the handlers again when one of their files has changed. Those with errors change nothing. */
const followHandlers = (handlers: HandlerFiles, server: MockServer, terminal: Terminal) =>
  watchFiles(
    () => handlers.texts(),
    async () => {
      try {
        server.replaceHandlers(await handlers.read());
        terminal.note('Reloaded the handlers');
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        terminal.note(`error ${message}\nThe last handlers without errors are still used.`);
      }
    },
  );

/** Where requests go and what is recorded, for the start. */
function trafficLines(
  realServer: string | undefined,
  replayed: Replay | undefined,
  {
    record,
    ...values
  }: {
    readonly record?: string;
    readonly 'proxy-only'?: boolean;
    readonly 'record-secrets'?: boolean;
  },
): string[] {
  const which = values['proxy-only'] ? 'Every request' : 'What no handler and no state answers';
  const how = values['record-secrets'] ? 'with all secrets' : 'with *** for secrets';
  const { responses = [], incomplete = 0 } = replayed ?? {};
  const partly = incomplete > 0 ? `; ${incomplete} others are not whole, and are left out` : '';
  return [
    ...(replayed
      ? [`${countOf(responses.length, 'response')} of recordings can be replayed${partly}`]
      : []),
    ...(realServer === undefined ? [] : [`${which} is sent to ${realServer}`]),
    ...(record === undefined ? [] : [`All exchanges are recorded in ${record}, ${how}`]),
  ].map(oneLine);
}

/** What is served, in a few words. */
function servedBy(document: Document, count: number, channels: AsyncDocument | undefined): string {
  const hooks = Object.keys(document.webhooks ?? {}).length;
  const counts = [
    [count, 'operation'],
    [hooks, 'webhook'],
    [channels ? channelsOf(channels).channels.length : 0, 'channel'],
  ] as const;
  const shown = counts.filter(([count], at) => count > 0 || (at === 0 && !channels));
  return shown.map(([count, noun]) => countOf(count, noun)).join(', ');
}

/** What is served, and how to try it. */
function greeting(
  document: Document,
  bound: readonly BoundOperation[],
  channels: AsyncDocument | undefined,
  url: string,
  control: string | false,
): string {
  const sample = sampleRequest(document, bound, url);
  const webhook = Object.keys(document.webhooks ?? {})[0];
  const addresses = channels ? channelsOf(channels).channels.map(({ address }) => address) : [];
  return [
    `The mock listens on ${url}`,
    `It serves ${servedBy(document, bound.length, channels)} of ${oneLine(String(document.info?.title))}.`,
    ...(sample === undefined ? [] : [`Try: ${sample}`]),
    ...(webhook === undefined || control === false
      ? []
      : [`Webhooks: curl -X POST ${url}${control}/webhooks/${encodeURIComponent(webhook)}`]),
    ...addresses
      .slice(0, MOST_CHANNELS)
      .map((each) => `Channel: ${url.replace('http', 'ws')}${each}`),
  ]
    .map(oneLine)
    .join('\n');
}

/** How many channels are named at the start. */
const MOST_CHANNELS = 5;

const countOf = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Operations that `--errors` has no effect on. */
function warnOfErrors(bound: readonly BoundOperation[], terminal: Terminal): void {
  const without = bound.filter((each) => faultStatuses(each).length === 0);
  if (without.length === 0) return;
  terminal.note(
    `--errors: ${without.length} of ${bound.length} operations document no 429, 5xx or default, and never fail.`,
  );
}

/** @throws Error that says what to do if the mock cannot listen */
function unable(error: unknown, { port, host }: { port: number; host: string }): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const advice: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use. Stop the program that uses it, or choose another port: --port 0 picks a free one.`,
    EACCES: `Port ${port} needs more rights. Choose one above 1023: --port 4010.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Use --host 127.0.0.1, or 0.0.0.0 for all its addresses.`,
    ENOTFOUND: `Unknown host: ${host}. Use --host 127.0.0.1, or 0.0.0.0 for all addresses of this machine.`,
  };
  const known = advice[String(code)];
  throw known ? new Error(known, { cause: error }) : error;
}
