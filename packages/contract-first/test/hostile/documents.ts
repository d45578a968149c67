import type { Document, MessageDocument } from 'contract-first/contract';

/** What a text is written into: a literal of the routes, or a literal or comment of a client. */
export type Place = 'routes' | 'client' | 'clientComment' | 'python' | 'pythonDoc';

export type HostileDocument = {
  readonly document: Document;
  readonly messages: MessageDocument;
  /** The texts that have to be found in each place. */
  readonly placed: Readonly<Record<Place, readonly string[]>>;
};

const routes = ['routes'] as const;
/** A text that the clients show to a reader. */
const prose = ['routes', 'clientComment', 'pythonDoc'] as const;
/** A value, such as one of an enum. */
const value = ['routes', 'client', 'python'] as const;

/** How many texts such a document holds. */
export const TEXTS = 120;

/**
 * A document that holds texts wherever a document may hold any, and whose names are such as every
 * generator takes.
 */
export function documentWith(texts: readonly string[]): HostileDocument {
  const placed: Record<Place, string[]> = {
    ...{ routes: [], client: [], clientComment: [], python: [], pythonDoc: [] },
  };
  let used = 0;
  const text = (places: readonly Place[]): string => {
    const given = texts[used];
    if (given === undefined) throw new RangeError('The document needs more texts');
    used += 1;
    // Values with half a surrogate pair are refused for Python.
    const next = places.includes('python') ? given.toWellFormed() : given;
    for (const place of places) placed[place].push(next);
    return next;
  };
  const unseen = () => text([]);
  const literal = () => text(routes);
  const words = () => text(prose);
  const choices = () => [text(value), text(value), text(value)];
  const extension = () => {
    const name = `x-${unseen()}`;
    placed.routes.push(name);
    return name;
  };
  /** A pattern of what would end a literal, as a character and as an escape, and of a text. */
  const pattern = () => {
    const quoted = unseen().replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    const made = `^(?:${quoted}|\\u002F|/|[\\u000A'"\u2028]|\\u{1F6A2})*$`;
    placed.routes.push(made);
    return made;
  };

  const thing = {
    type: 'object',
    title: literal(),
    description: words(),
    additionalProperties: false,
    required: ['kind'],
    'x-note': { [literal()]: [literal()] },
    properties: {
      kind: { type: 'string', description: words(), enum: choices() },
      note: {
        ...{ type: 'string', title: literal(), description: words() },
        ...{ pattern: pattern(), default: literal(), examples: [literal()], 'x-secret': true },
      },
      only: { type: 'string', const: text(value), description: words() },
      many: { type: 'array', items: { $ref: '#/components/schemas/Choice' } },
    },
  };
  const created = {
    name: unseen(),
    title: text(['clientComment', 'pythonDoc']),
    payload: {
      type: 'object',
      additionalProperties: false,
      required: ['event'],
      properties: {
        event: { type: 'string', const: text(['client', 'python']) },
        data: { type: 'string', description: text(['clientComment', 'pythonDoc']) },
      },
    },
  };

  const document = {
    openapi: '3.1.1',
    info: {
      title: text(['python', 'pythonDoc']),
      version: unseen(),
      description: unseen(),
      [`x-${unseen()}`]: unseen(),
    },
    servers: [{ url: text(['client', 'python']), description: text(['clientComment']) }],
    tags: [
      { name: 'things', description: text(['clientComment', 'pythonDoc']) },
      { name: unseen() },
    ],
    security: [{ [literal()]: [literal()] }],
    [extension()]: { [literal()]: [literal(), { ['__proto__']: literal() }] },
    'x-problems': [{ code: text(value), retry: true }],
    paths: {
      '/things/{thing_id}': {
        get: {
          operationId: 'things.get',
          ...{ summary: words(), description: words(), tags: [literal()], deprecated: true },
          'x-rate-limit': text(value),
          [extension()]: literal(),
          externalDocs: { url: literal(), description: literal() },
          parameters: [
            {
              ...{ name: 'thing_id', in: 'path', required: true, description: words() },
              schema: { type: 'string', pattern: pattern() },
            },
            {
              ...{ name: 'kind', in: 'query', description: words(), example: literal() },
              schema: { type: 'string', enum: choices() },
              examples: { [literal()]: { value: literal(), summary: literal() } },
            },
            {
              ...{ name: 'If-Match', in: 'header', description: words() },
              schema: { type: 'string', default: literal() },
            },
          ],
          responses: {
            200: {
              description: literal(),
              headers: { [literal()]: { description: literal(), schema: { type: 'string' } } },
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/Thing' } },
                [text(['routes', 'client', 'python'])]: { schema: { type: 'string' } },
              },
              links: { [literal()]: { operationId: literal(), description: literal() } },
            },
          },
        },
      },
      '/things': {
        post: {
          operationId: 'things.add',
          requestBody: {
            description: literal(),
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  additionalProperties: false,
                  properties: { kind: { type: 'string', enum: choices(), description: words() } },
                },
                example: { [literal()]: literal() },
              },
              [text(['routes', 'client', 'python'])]: {
                schema: { type: 'string', description: literal() },
              },
            },
          },
          responses: { 204: { description: literal() } },
        },
      },
      '/session': {
        // The runtime of the Python client needs the schemas Session and FieldError.
        get: {
          operationId: 'session.get',
          responses: {
            200: {
              description: 'The session',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Session' } } },
            },
            400: {
              description: 'An error',
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/FieldError' } },
              },
            },
          },
        },
      },
      '/things/all': {
        // Its id and its path are free, since a 101 is nothing that a method could give.
        get: { operationId: literal(), responses: { 101: { description: literal() } } },
      },
    },
    components: {
      schemas: {
        FieldError: {
          type: 'object',
          additionalProperties: false,
          properties: { a: { type: 'string' } },
        },
        Session: {
          type: 'object',
          additionalProperties: false,
          properties: { a: { type: 'string' } },
        },
        Thing: thing,
        Choice: { type: 'string', description: words(), enum: choices() },
      },
      headers: { Held: { description: literal(), schema: { type: 'string' } } },
      responses: { Gone: { description: literal() } },
      securitySchemes: { [unseen()]: { type: 'apiKey', in: 'header', name: unseen() } },
    },
  };
  /** A request that the API sends; the routes have those of callbacks with their descriptions. */
  const sent = (said: () => string) => ({
    post: {
      ...{ summary: said(), description: said() },
      parameters: [
        { name: literal(), in: 'query', schema: { enum: [literal()] }, description: said() },
      ],
      requestBody: {
        content: { [literal()]: { schema: { type: 'string', description: said() } } },
      },
      responses: { 204: { description: said() } },
    },
  });
  Object.assign(document, { webhooks: { [text(['routes', 'client'])]: sent(unseen) } });
  Object.assign(document.paths['/things'].post, {
    callbacks: { [text(['routes', 'client'])]: { [literal()]: sent(literal) } },
  });
  const messages = {
    asyncapi: '3.0.0',
    info: { title: unseen(), version: unseen() },
    channels: {
      live: {
        address: `/live/${unseen().replace(/[{}]/g, '')}`,
        description: text(['clientComment', 'pythonDoc']),
        'x-sdk': { method: 'events.connect', ticket: 'things.add', final: [4000] },
      },
    },
    operations: {
      send: { action: 'send', messages: [{ $ref: '#/channels/live/messages/created' }] },
    },
    components: { messages: { created } },
  };
  const address = messages.channels.live.address;
  placed.client.push(address);
  placed.python.push(address);
  // Written out as data, with whatever keys a text makes.
  return {
    document: document as unknown as Document,
    messages: messages as unknown as MessageDocument,
    placed,
  };
}
