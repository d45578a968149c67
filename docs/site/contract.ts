/** What the pages show of the contract; nothing of it is typed on a page. */
import asyncapi from '@file-organizer/spec/asyncapi.json' with { type: 'json' };
import openapi from '@file-organizer/spec/openapi.json' with { type: 'json' };

export const { version } = openapi.info;
export const limits = openapi['x-rate-limits'];
export const scopes = openapi['x-scopes'];

export type Problem = {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
  /** Whether the same request may be sent again, as the clients do by themselves. */
  readonly retry?: boolean;
};

/** All problems, by their status. */
export const problems: readonly Problem[] = (openapi['x-problems'] as readonly Problem[]).toSorted(
  (a, b) => a.status - b.status,
);

// A code is the address of a page, and so the name of a file.
for (const { code } of problems) {
  if (!/^\w+$/.test(code)) throw new Error(`The code ${JSON.stringify(code)} cannot name a page`);
}

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly 'x-rate-limit'?: string;
};

/** All operations, with the method and the path of each. */
export const operations = Object.entries(openapi.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>)
    .filter(([, { operationId }]) => operationId !== undefined)
    .map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
);

type Message = {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly 'x-scopes'?: readonly string[];
  readonly payload: { readonly properties: object };
};

const messages: Readonly<Record<string, Message>> = asyncapi.components.messages;
const named = (references: readonly { $ref: string }[]): readonly Message[] =>
  references.flatMap(({ $ref }) => messages[$ref.split('/').at(-1) ?? ''] ?? []);

const sent = named(asyncapi.operations.sendToClient.messages);

const isEvent = ({ payload }: Message): boolean => 'event' in payload.properties;

/** What happens to files and jobs. */
export const events = sent.filter(isEvent);
/** What the server says about the connection itself. */
export const connectionMessages = sent.filter((message) => !isEvent(message));
/** What a client may say. */
export const commands = named(asyncapi.operations.receiveFromClient.messages);

type Header = { readonly description: string; readonly example?: unknown };

const headers: Readonly<Record<string, Header>> = openapi.components.headers;

/** The headers of each 429. */
export const refusalHeaders = Object.entries(openapi.components.responses.RateLimited.headers).map(
  ([name, { $ref }]) => {
    const { description = '', example } = headers[$ref.split('/').at(-1) ?? ''] ?? {};
    return { name, example: String(example), description };
  },
);

/** All that the status of a job can be. */
export const jobStates: readonly string[] = openapi.components.schemas.JobStatus.enum;
