import type { Answer, Asked, Mutation } from './bookshop.ts';

type Body = Record<string, unknown>;

const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Spoils the answers of one operation that succeed. */
const success =
  (operation: string, spoil: (answer: Answer, asked: Asked) => void) =>
  (answer: Answer, asked: Asked): void => {
    if (asked.operation === operation && answer.status < 300) spoil(answer, asked);
  };

/** Spoils answers of one status. */
const ofStatus =
  (status: number, spoil: (answer: Answer, asked: Asked) => void) =>
  (answer: Answer, asked: Asked): void => {
    if (answer.status === status) spoil(answer, asked);
  };

/** Spoils each book that is shown by itself. */
const book = (change: (body: Body) => void) =>
  success('books.get', ({ body }) => {
    if (isObject(body)) change(body);
  });

const list = (change: (body: Body) => void) =>
  success('books.list', ({ body }) => {
    if (isObject(body)) change(body);
  });

const field =
  (name: string, change: (schema: Body) => void) =>
  (document: { components: { schemas: Record<string, { properties: Record<string, Body> }> } }) => {
    change(document.components.schemas.NewBook?.properties[name] ?? {});
  };

/** Faults of a server, each as small as can be, by what it does. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'creates with 200': {
    spoils: success('books.create', (answer) => {
      answer.status = 200;
    }),
  },
  'deletes with 202': {
    spoils: success('books.delete', (answer) => {
      answer.status = 202;
    }),
  },
  'updates with 204 and no body': {
    spoils: success('books.update', (answer) => {
      Object.assign(answer, { status: 204, body: undefined });
    }),
  },
  'answers 410 instead of 404': {
    spoils: ofStatus(404, (answer) => {
      answer.status = 410;
    }),
  },
  'answers 403 instead of 401': {
    spoils: ofStatus(401, (answer) => {
      answer.status = 403;
    }),
  },
  'answers 401 instead of 403': {
    spoils: ofStatus(403, (answer) => {
      Object.assign(answer, { status: 401 }).headers['WWW-Authenticate'] = 'ApiKey';
    }),
  },
  'answers 400 instead of 415': {
    spoils: ofStatus(415, (answer) => {
      answer.status = 400;
    }),
  },
  'answers 404 instead of 405': {
    spoils: ofStatus(405, (answer) => {
      answer.status = 404;
    }),
  },
  'answers 405 without Allow': {
    spoils: ofStatus(405, ({ headers }) => {
      delete headers.Allow;
    }),
  },
  'answers 405 with a partial Allow': {
    spoils: ofStatus(405, ({ headers }) => {
      headers.Allow = 'GET';
    }),
  },
  'answers 500 instead of 400': {
    spoils: ofStatus(400, (answer) => {
      answer.status = 500;
    }),
  },
  'fails on a title of 100 characters': {
    spoils: (answer, { operation, body }) => {
      if (operation === 'books.create' && isObject(body) && [...String(body.title)].length === 100)
        answer.status = 500;
    },
  },
  'fails on an empty subtitle': {
    spoils: (answer, { operation, body }) => {
      if (operation === 'books.create' && isObject(body) && body.subtitle === '')
        answer.status = 503;
    },
  },

  'has no ETag': {
    spoils: success('books.get', ({ headers }) => {
      delete headers.ETag;
    }),
  },
  'has a weak ETag': {
    spoils: success('books.get', ({ headers }) => {
      headers.ETag = `W/${headers.ETag}`;
    }),
  },
  'has no Location': {
    spoils: success('books.create', ({ headers }) => {
      delete headers.Location;
    }),
  },
  'has a broken Location': {
    spoils: success('books.create', ({ headers }) => {
      headers.Location = '/books/00000000-0000-4000-8000-000000000000';
    }),
  },
  'has no request id on errors': {
    spoils: ofStatus(404, ({ headers }) => {
      delete headers['X-Request-Id'];
    }),
  },
  'has a request id that is too short': {
    spoils: ({ headers }) => {
      headers['X-Request-Id'] = 'x';
    },
  },
  'has no challenge': {
    spoils: ofStatus(401, ({ headers }) => {
      delete headers['WWW-Authenticate'];
    }),
  },
  'sends the limit in words': {
    spoils: success('books.list', ({ headers }) => {
      headers['X-RateLimit-Remaining'] = 'many';
    }),
  },
  'does not count requests': { leaves: 'count' },
  'sends a reset in the past': {
    spoils: success('books.list', ({ headers }) => {
      headers['X-RateLimit-Reset'] = '1700000000';
    }),
  },
  'sends two different limits': {
    spoils: success('books.list', ({ headers }) => {
      headers.RateLimit = '"books";r=7;t=60';
    }),
  },
  'sends Retry-After: 0': {
    spoils: ofStatus(429, ({ headers }) => {
      headers['Retry-After'] = '0';
    }),
  },
  'sends Retry-After in the past': {
    spoils: ofStatus(429, ({ headers }) => {
      headers['Retry-After'] = 'Wed, 21 Oct 2015 07:28:00 GMT';
    }),
  },
  'sends no Retry-After': {
    spoils: ofStatus(429, ({ headers }) => {
      delete headers['Retry-After'];
    }),
  },

  'sends JSON as text': {
    spoils: success('books.get', ({ headers }) => {
      headers['Content-Type'] = 'text/plain';
    }),
  },
  'sends a body without a media type': {
    spoils: success('books.list', ({ headers }) => {
      delete headers['Content-Type'];
    }),
  },
  'sends problems as plain JSON': {
    spoils: ofStatus(400, ({ headers }) => {
      headers['Content-Type'] = 'application/json';
    }),
  },
  'truncates a body': {
    spoils: success('books.get', (answer) => {
      answer.body = JSON.stringify(answer.body).slice(0, -1);
    }),
  },
  'adds a field': {
    spoils: book((body) => {
      body.stock = 3;
    }),
  },
  'adds a field in a list': {
    spoils: list((body) => {
      body.page = 1;
    }),
  },
  'omits a field': {
    spoils: book((body) => {
      delete body.price;
    }),
  },
  'sends a number as a string': {
    spoils: book((body) => {
      body.price = String(body.price);
    }),
  },
  'sends null for a required field': {
    spoils: book((body) => {
      body.title = null;
    }),
  },
  'sends a malformed date': {
    spoils: book((body) => {
      body.created_at = '2026-01-01 10:00';
    }),
  },
  'sends an unlisted kind': {
    spoils: book((body) => {
      body.format = 'scroll';
    }),
  },
  'sends a malformed id': {
    spoils: list((body) => {
      for (const each of body.items as Body[]) each.id = '7';
    }),
  },
  'sends a negative total': {
    spoils: list((body) => {
      body.total = -1;
    }),
  },
  'sends a problem without its code': {
    spoils: ofStatus(404, ({ body }) => {
      if (isObject(body)) delete body.code;
    }),
  },
  'shows a stack trace': {
    spoils: ofStatus(400, ({ body }) => {
      if (isObject(body)) body.detail = 'TypeError: x\n    at check (/srv/shop/server.js:12:7)';
    }),
  },
  'shows a file path': {
    spoils: ofStatus(404, ({ body }) => {
      if (isObject(body)) body.detail = 'no such row in /var/lib/shop/books.db';
    }),
  },
  'shows a query': {
    spoils: ofStatus(404, ({ body }) => {
      if (isObject(body)) body.detail = 'SELECT * FROM books WHERE id = ?';
    }),
  },

  'accepts a book without a title': {
    believes: ({ components }) => {
      components.schemas.NewBook.required = ['isbn', 'price'];
    },
  },
  'accepts unknown fields': {
    believes: ({ components }) => {
      delete components.schemas.NewBook.additionalProperties;
    },
  },
  'accepts a title of 101 characters': {
    believes: ({ components }) => {
      components.schemas.Title.maxLength = 101;
    },
  },
  'refuses a title of 100 characters': {
    believes: ({ components }) => {
      components.schemas.Title.maxLength = 99;
    },
  },
  'accepts an empty title': {
    believes: ({ components }) => {
      components.schemas.Title.minLength = 0;
    },
  },
  'accepts a negative price': {
    believes: field('price', (schema) => {
      schema.minimum = -100;
    }),
  },
  'accepts a price as a string': {
    believes: field('price', (schema) => {
      schema.type = ['number', 'string'];
    }),
  },
  'accepts tenths of a cent': {
    believes: field('price', (schema) => {
      delete schema.multipleOf;
    }),
  },
  'accepts half a page': {
    believes: field('pages', (schema) => {
      schema.type = 'number';
    }),
  },
  'accepts a rating of 5': {
    believes: field('rating', (schema) => {
      delete schema.exclusiveMaximum;
      schema.maximum = 5;
    }),
  },
  'accepts any ISBN': {
    believes: field('isbn', (schema) => {
      delete schema.pattern;
    }),
  },
  'accepts null for a subtitle': {
    believes: field('subtitle', (schema) => {
      schema.type = ['string', 'null'];
    }),
  },
  'accepts an impossible date': {
    believes: field('published', (schema) => {
      delete schema.format;
      schema.pattern = '^.*$';
    }),
  },
  'accepts any kind': {
    believes: ({ components }) => {
      delete components.schemas.Format.enum;
    },
  },
  'refuses a listed kind': {
    believes: ({ components }) => {
      components.schemas.Format.enum = ['paper'];
    },
  },
  'accepts a duplicate tag': {
    believes: field('tags', (schema) => {
      delete schema.uniqueItems;
    }),
  },
  'accepts four tags': {
    believes: field('tags', (schema) => {
      schema.maxItems = 4;
    }),
  },
  'accepts an empty patch': {
    believes: ({ components }) => {
      delete components.schemas.BookChange.minProperties;
    },
  },
  'accepts a limit of 101': {
    believes: ({ paths }) => {
      paths['/books'].get.parameters[0].schema.maximum = 101;
    },
  },
  'refuses a limit of 100': {
    believes: ({ paths }) => {
      paths['/books'].get.parameters[0].schema.maximum = 99;
    },
  },
  'accepts a limit of 0': {
    believes: ({ paths }) => {
      paths['/books'].get.parameters[0].schema.minimum = 0;
    },
  },
  'accepts any order': {
    believes: ({ paths }) => {
      delete paths['/books'].get.parameters[2].schema.enum;
    },
  },
  'accepts any string as a boolean': {
    believes: ({ paths }) => {
      paths['/books'].get.parameters[3].schema = {};
    },
  },
  'accepts a missing body': { leaves: 'body' },
  'accepts JSON of any media type': { leaves: 'media type' },

  'needs no credentials': { leaves: 'credentials' },
  'accepts any key': { leaves: 'right key' },
  'ignores scopes': { leaves: 'scope' },
  'lets everyone delete': {
    believes: ({ paths }) => {
      paths['/books/{book_id}'].delete.security = [];
    },
  },
  'lets everyone list': {
    believes: ({ paths }) => {
      paths['/books'].get.security = [];
    },
  },
  'lets readers write': {
    believes: ({ paths }) => {
      paths['/books'].post.security = [{ ApiKey: ['books:read'] }];
    },
  },

  'ignores the idempotency key': { leaves: 'replay' },
  'accepts a reused idempotency key': { leaves: 'reuse' },
  'repeats the first page': { leaves: 'cursor' },
  'ignores the limit': { leaves: 'limit' },
  'sends a total that is too high': {
    spoils: list((body) => {
      body.total = Number(body.total) + 1;
    }),
  },
  'sends a cursor to the first page': {
    spoils: list((body) => {
      body.next_cursor = '0';
    }),
  },
  'ignores If-None-Match': { leaves: 'if-none-match' },
  'ignores If-Match': { leaves: 'if-match' },
  'deletes nothing': { leaves: 'delete' },
};
