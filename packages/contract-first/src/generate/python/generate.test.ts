import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { generatePythonClient } from './generate.ts';
import type { PythonClientOptions } from './options.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'python-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A document with these operations on `/books`, and schemas. */
function library(operations: object, schemas: object = {}, more: object = {}): Document {
  return {
    openapi: '3.1.1',
    info: { title: 'Library', version: '1' },
    paths: { '/books': operations },
    components: { schemas },
    ...more,
    // What a test does not need is left out.
  } as unknown as Document;
}

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const returning = (schema: object) => ({
  operationId: 'books.get',
  responses: { 200: { description: 'ok', ...json(schema) } },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };

async function generate(document: Document, options: PythonClientOptions = {}) {
  const output = join(folder, 'out');
  const result = await generatePythonClient({ document, output, ...options });
  return {
    ...result,
    file: (name: string) => readFile(join(output, 'src/library', name), 'utf8'),
  };
}

describe('models', () => {
  it('have fields by Python names, with aliases of the document', async () => {
    const properties = { bookId: text, from: text, schema: text, list: text, '+1': text };
    const { file } = await generate(
      library(
        { get: returning(ref('Book')) },
        { Book: { type: 'object', required: ['bookId', 'from'], properties } },
      ),
    );
    expect(await file('models.py')).toContain(`class Book(Model):
    book_id: Annotated[str, Field(alias="bookId")]
    from_: Annotated[str, Field(alias="from")]
    schema_: Annotated[str | None, Field(alias="schema")] = None
    list_: Annotated[str | None, Field(alias="list")] = None
    one: Annotated[str | None, Field(alias="+1")] = None
`);
  });

  it('have the names of the document by choice', async () => {
    const properties = { bookId: text, class: text };
    const { file } = await generate(
      library({ get: returning(ref('Book')) }, { Book: { type: 'object', properties } }),
      { names: 'wire' },
    );
    expect(await file('models.py')).toContain(`    bookId: str | None = None
    class_: Annotated[str | None, Field(alias="class")] = None
`);
  });

  it('have enumerations that are open for newer values, and constants that are not', async () => {
    const properties = { kind: { enum: ['novel', 'atlas', null] }, type: { const: 'book' } };
    const { file } = await generate(library({ get: returning({ type: 'object', properties }) }));
    expect(
      await file('models.py'),
    ).toContain(`    kind: Open[Literal["novel", "atlas"]] | None = None
    type: Literal["book"] | None = None
`);
  });

  it('join what allOf says', async () => {
    const schemas = {
      Item: { type: 'object', required: ['id'], properties: { id: text } },
      Book: { allOf: [ref('Item'), { required: ['title'], properties: { title: text } }] },
    };
    const { file } = await generate(library({ get: returning(ref('Book')) }, schemas));
    expect(await file('models.py')).toContain('class Book(Model):\n    id: str\n    title: str\n');
  });

  it('are unions that a discriminator tells apart', async () => {
    const kind = { type: 'object', required: ['kind'], properties: { kind: text } };
    const schemas = {
      Book: kind,
      Map: kind,
      Thing: {
        oneOf: [ref('Book'), ref('Map')],
        discriminator: { propertyName: 'kind', mapping: { b: ref('Book').$ref, m: 'Map' } },
      },
    };
    const { file } = await generate(library({ get: returning(ref('Thing')) }, schemas));
    expect(await file('models.py')).toContain(
      'Thing: TypeAlias = Annotated[Book | Map, Discriminated("kind", {"b": "Book", "m": "Map"})]',
    );
  });

  it('may refer to themselves', async () => {
    const schemas = {
      Shelf: { type: 'object', properties: { inner: ref('Shelf') } },
      Nested: { oneOf: [{ type: 'number' }, { type: 'array', items: ref('Nested') }] },
    };
    const { file } = await generate(library({ get: returning(ref('Shelf')) }, schemas));
    const models = await file('models.py');
    expect(models).toContain('    inner: Shelf | None = None\n');
    expect(models).toContain('Nested = TypeAliasType("Nested", "float | list[Nested]")');
  });

  it('differ between requests and responses', async () => {
    const User = {
      type: 'object',
      required: ['id', 'password'],
      properties: { id: { ...text, readOnly: true }, password: { ...text, writeOnly: true } },
    };
    const post = {
      ...returning(ref('User')),
      requestBody: json({ type: 'array', items: ref('User') }),
    };
    const { file } = await generate(library({ post }, { User }));
    const models = await file('models.py');
    expect(models).toContain('class User(Model):\n    id: str\n\n');
    expect(models).toContain('class UserDict(TypedDict):\n    password: str\n');
  });

  it('are null or their class if a component may be null', async () => {
    const Shelf = { type: ['object', 'null'], properties: { id: text } };
    const { file } = await generate(
      library(
        { get: returning({ type: 'object', properties: { shelf: ref('Shelf') } }) },
        { Shelf },
      ),
    );
    const models = await file('models.py');
    expect(models).toContain('class Shelf(Model):');
    expect(models).toContain('    shelf: Shelf | None = None');
  });

  it('do not take names that Python or the runtime has', async () => {
    const schemas = Object.fromEntries(
      ['Model', 'None', 'Any'].map((name) => [name, { type: 'object', properties: { id: text } }]),
    );
    const { file } = await generate(library({ get: returning(ref('Model')) }, schemas));
    const models = await file('models.py');
    for (const name of ['Model_', 'None_', 'Any_'])
      expect(models).toContain(`class ${name}(Model):`);
  });

  it('of a large document have a file each', async () => {
    const names = Array.from({ length: 301 }, (_, at) => `Kind${at}`);
    const schemas = Object.fromEntries(
      names.map((name, at) => [
        name,
        { type: 'object', properties: { next: ref(`Kind${(at + 1) % names.length}`) } },
      ]),
    );
    const { file } = await generate(library({ get: returning(ref('Kind0')) }, schemas));
    expect(await file('models/kind300.py')).toContain(
      'from ..models.kind0 import Kind0  # noqa: E402',
    );
    expect(await file('models/__init__.py')).toContain('    "Kind300": "kind300",\n');
  });
});

describe('methods', () => {
  const list = {
    operationId: 'books.list',
    parameters: [
      { name: 'perPage', in: 'query', schema: { type: 'integer' }, description: 'How many' },
      { name: 'timeout', in: 'query', schema: { type: 'integer' } },
      { name: 'class', in: 'query', required: true, schema: text },
    ],
    responses: { 200: { description: 'ok', ...json({ type: 'array', items: text }) } },
  };

  it('have the arguments of the document and the options of the client', async () => {
    const { file } = await generate(library({ get: list }));
    const signature = `def list(
        self,
        *,
        per_page: int | None = None,
        timeout_: int | None = None,
        class_: str,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> builtins.list[str]:
`;
    expect(await file('resources/books.py')).toContain(`    ${signature}`);
    expect(await file('async_resources/books.py')).toContain(`    async ${signature}`);
    expect(await file('resources/books.py')).toContain('            per_page: How many\n');
  });

  it('have overloads for bodies with different arguments', async () => {
    const body = {
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['a'],
            properties: { a: text },
            additionalProperties: false,
          },
        },
        'text/plain': { schema: text },
      },
    };
    const post = {
      operationId: 'books.add',
      requestBody: { required: true, ...body },
      responses: { 204: { description: 'ok' } },
    };
    const { file } = await generate(library({ post }));
    const source = await file('resources/books.py');
    expect(source.match(/@overload/g)).toHaveLength(2);
    expect(source).toContain(
      '        content: str,\n        content_type: Literal["text/plain"] | None = None,',
    );
  });

  it('send null for an optional field that may be null', async () => {
    const schema = {
      type: 'object',
      additionalProperties: false,
      properties: { note: { type: ['string', 'null'] } },
    };
    const patch = {
      operationId: 'books.update',
      requestBody: json(schema),
      responses: { 204: { description: 'ok' } },
    };
    const { file } = await generate(library({ patch }));
    expect(await file('resources/books.py')).toContain('        note: str | Null | None = None,\n');
  });

  it('return what the media type that a call accepts has', async () => {
    const get = {
      operationId: 'books.export',
      responses: {
        200: {
          description: 'ok',
          content: {
            ...json({ type: 'object', properties: { a: text } }).content,
            'text/csv': { schema: text },
          },
        },
      },
    };
    const { file } = await generate(library({ get }));
    const source = await file('resources/books.py');
    expect(source).toContain('accept: Literal["text/csv"],');
    expect(source).toContain(') -> BooksExportResponse | str:');
  });

  it('read callbacks, which are verified if they have signatures', async () => {
    const callback = (more: object = {}) => ({
      '{$request.body#/url}': {
        post: { requestBody: json(ref('Sale')), responses: {}, ...more },
      },
    });
    const header = { name: 'webhook-signature', in: 'header', schema: text };
    const post = (sold: object) => ({ post: { ...returning(text), callbacks: { sold } } });
    const Sale = { type: 'object', properties: { id: text } };
    const plain = await generate(library(post(callback()), { Sale }));
    expect(await plain.file('callbacks.py')).toContain('__all__ = ["CallbackEvent", "parse"]');
    const signed = await generate(library(post(callback({ parameters: [header] })), { Sale }));
    const source = await signed.file('callbacks.py');
    expect(source).toContain('CallbackEvent: TypeAlias = Sale');
    expect(source).toContain('def unwrap(');
  });

  it('return lists whose property `pages` has another name, which is reported', async () => {
    const list = {
      type: 'object',
      properties: { items: { type: 'array', items: text }, next_cursor: text, pages: text },
    };
    const get = {
      ...returning(list),
      parameters: [{ name: 'cursor', in: 'query', schema: text }],
    };
    const { file, notices } = await generate(library({ get }));
    expect(await file('models.py')).toContain(
      '    pages_: Annotated[str | None, Field(alias="pages")] = None\n',
    );
    expect(notices).toMatchObject([
      {
        rule: 'property-renamed',
        pointer: '#/paths/~1books/get',
        message:
          'In Python, `pages` of the response is `pages_`, because lists have a method `pages()`: use `client.books.get(…).pages_`.',
      },
    ]);
  });

  it('stream events and lines', async () => {
    const get = {
      operationId: 'books.watch',
      responses: {
        200: { description: 'ok', content: { 'text/event-stream': { itemSchema: ref('Change') } } },
      },
    };
    const Change = { type: 'object', properties: { id: text } };
    const { file } = await generate(library({ get }, { Change }));
    expect(await file('resources/books.py')).toContain(') -> Stream[Change]:');
    expect(await file('async_resources/books.py')).toContain(') -> AsyncStream[Change]:');
  });

  describe('of events', () => {
    const stream = (media: object) => ({
      operationId: 'books.watch',
      responses: { 200: { description: 'ok', content: { 'text/event-stream': media } } },
    });
    const data = { ...text, contentMediaType: 'application/json', contentSchema: ref('Book') };
    const event = (type: object) => ({
      type: 'object',
      required: ['event', 'data'],
      properties: { event: type, data },
    });
    const Book = { type: 'object', required: ['title'], properties: { title: text } };

    it.each([
      ['nothing', {}],
      ['just a text', { schema: text }],
    ])('stream whole events, described by %s', async (_what, media) => {
      const { file } = await generate(library({ get: stream(media) }));
      expect(await file('resources/books.py')).toContain(') -> Stream[ServerSentEvent]:');
      expect(await file('operations/books.py')).toContain('item="event", is_json=False');
    });

    it('stream models of whole events, which their type tells apart', async () => {
      const itemSchema = {
        oneOf: [event({ const: 'book.new' }), event({ enum: ['sold', 'lent'] })],
      };
      const { file } = await generate(library({ get: stream({ itemSchema }) }, { Book }));
      expect(await file('resources/books.py')).toContain(') -> Stream[BooksWatchEvent]:');
      const models = await file('models.py');
      expect(models).toContain(`class BooksWatchEventBookNew(Model):
    """An event of the type \`book.new\`."""

    event: Literal["book.new"]
    data: Book
`);
      expect(models).toContain(`    Discriminated(
        "event",
        {
            "book.new": "BooksWatchEventBookNew",
            "sold": "BooksWatchEventOption2",
            "lent": "BooksWatchEventOption2",
        },
    ),
`);
    });

    it('name the model of events of all other types', async () => {
      const itemSchema = { anyOf: [event({ const: 'new' }), event(text)] };
      const { file } = await generate(library({ get: stream({ itemSchema }) }, { Book }));
      expect(await file('models.py')).toContain(
        'Discriminated("event", {"new": "BooksWatchEventNew"}, "BooksWatchEventOption2")',
      );
    });

    it('have no discriminator if two models have the same type of event', async () => {
      const itemSchema = { oneOf: [event({ const: 'new' }), event({ enum: ['new', 'old'] })] };
      const { file } = await generate(library({ get: stream({ itemSchema }) }, { Book }));
      const models = await file('models.py');
      expect(models).not.toContain('Discriminated');
      expect(models).toContain(
        'BooksWatchEvent: TypeAlias = BooksWatchEventNew | BooksWatchEventOption2',
      );
    });

    it('name the types of events whose data is a text', async () => {
      const note = { type: 'object', properties: { event: { const: 'note' }, data: text } };
      const itemSchema = { oneOf: [event({ const: 'new' }), note] };
      const { file } = await generate(library({ get: stream({ itemSchema }) }, { Book }));
      expect(await file('operations/books.py')).toContain('texts=("note",)');
    });
  });

  it('read and write the names of models that the configuration states', async () => {
    const { file } = await generate(
      library(
        { get: returning(ref('Book')) },
        { Book: { type: 'object', properties: { a: text } } },
      ),
      { typeNames: { Book: 'Volume' } },
    );
    expect(await file('resources/books.py')).toContain(') -> Volume:');
  });
});

const place = fileURLToPath(new URL('../../../../client-python/.venv/bin/', import.meta.url));
const hasPython = existsSync(join(place, 'python'));
if (!hasPython)
  console.warn(
    '\n*** NOT TESTED: type checks of Python clients, which need pnpm test:python. ***\n',
  );

/** Runs a program of the environment of the Python client, and returns what it prints. */
const run = (program: string, ...args: string[]): string => {
  const { stdout, stderr } = spawnSync(join(place, program), args, {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout + stderr;
};

describe.skipIf(!hasPython && process.env.CI !== 'true')('a client', { timeout: 300_000 }, () => {
  it('is clean for mypy and ruff, and can be imported', async () => {
    const schemas = {
      'simple-error': { type: 'object', required: ['message'], properties: { message: text } },
      Book: {
        type: 'object',
        description: 'A book "of ours" \\ """',
        required: ['id', 'kind'],
        properties: {
          id: { type: 'integer', format: 'int64', readOnly: true },
          kind: { enum: ['novel', "it's", '"', '\u2028'] },
          date: { type: 'string', format: 'date' },
          json: { type: 'array', items: { anyOf: [text, { type: 'null' }, ref('Book')] } },
          'x-y z': { type: 'object', additionalProperties: { type: 'number' } },
          pair: { type: 'array', prefixItems: [text, { type: 'integer' }], items: false },
        },
      },
      Page: {
        type: 'object',
        properties: { items: { type: 'array', items: ref('Book') }, next_cursor: text },
      },
      Reason: { enum: ['lent', 'lost'] },
      Kinds: {
        oneOf: [ref('Book'), ref('Page')],
        discriminator: { propertyName: 'kind', mapping: { b: ref('Book').$ref } },
      },
    };
    const error = { default: { description: 'no', ...json(ref('simple-error')) } };
    const operations = {
      get: {
        operationId: 'books.list',
        parameters: [
          { name: 'cursor', in: 'query', schema: text },
          { name: 'X-Filter', in: 'header', schema: { type: 'object', properties: { a: text } } },
        ],
        responses: { 200: { description: 'ok', ...json(ref('Page')) }, ...error },
      },
      put: {
        operationId: 'books.replace',
        requestBody: { required: true, ...json(ref('Book')) },
        callbacks: {
          replaced: { '{$url}': { post: { requestBody: json(ref('Book')), responses: {} } } },
        },
        responses: {
          200: { description: 'ok', ...json(ref('Book')) },
          204: { description: 'same' },
          409: { description: 'taken', ...json(ref('Reason')) },
          410: { description: 'gone', ...json({ oneOf: [ref('Reason'), { type: 'null' }] }) },
          411: { description: 'no', ...json({ oneOf: [ref('Kinds'), { type: 'null' }] }) },
          ...error,
        },
      },
      post: {
        operationId: 'books.upload',
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: { file: { type: 'string', format: 'binary' }, note: text },
              },
            },
            'application/octet-stream': {},
          },
        },
        responses: {
          201: {
            description: 'ok',
            content: { 'application/octet-stream': {}, ...json(ref('Book')).content },
          },
        },
      },
    };
    await generatePythonClient({
      document: library(operations, schemas, {
        security: [{ key: [] }, { user: [] }],
        webhooks: {
          changed: {
            post: { requestBody: json(ref('Book')), responses: { 204: { description: 'ok' } } },
          },
        },
      }),
      output: folder,
    });
    await writeFile(
      join(folder, 'use.py'),
      'import library.callbacks\nimport library.webhooks\n\n' +
        'book = library.callbacks.parse(b\'{"id": 1, "kind": "novel"}\')\n' +
        'assert (type(book).__name__, book.id) == ("Book", 1)\n' +
        'library.LibraryClient(base_url="http://127.0.0.1").books.list\n',
    );
    expect(run('ruff', 'check', 'src')).toContain('All checks passed');
    expect(run('ruff', 'format', '--check', 'src')).toContain('already formatted');
    expect(run('mypy', '--no-incremental')).toContain('Success');
    expect(
      run(
        'python',
        '-B',
        '-c',
        `import sys; sys.path.insert(0, 'src'); exec(open('use.py').read())`,
      ),
    ).toBe('');
  });

  it('of a large document reads unions as far as they fit', async () => {
    const kinds = Object.fromEntries(
      Array.from({ length: 301 }, (_, at) => [
        `Kind${at}`,
        {
          type: 'object',
          required: ['kind', 'size'],
          properties: { kind: text, size: { type: 'integer' }, inner: ref('Thing') },
        },
      ]),
    );
    const Thing = {
      oneOf: [ref('Kind0'), ref('Kind300')],
      discriminator: { propertyName: 'kind', mapping: { a: 'Kind0', b: 'Kind300' } },
    };
    const document = library({ get: returning(ref('Thing')) }, { ...kinds, Thing });
    await generatePythonClient({ document, output: folder });
    const program = `
import sys
sys.path.insert(0, "src")
from library import models
from library._runtime.model import read_as
whole = read_as(models.Thing, {"kind": "b", "size": 1, "inner": {"kind": "a", "size": 2}})
print(type(whole).__name__, type(whole.inner).__name__)
other = read_as(models.Thing, {"kind": "b", "size": "?", "inner": {"kind": "a"}})
print(type(other).__name__, type(other.inner).__name__)
newer = read_as(models.Thing, {"kind": "c", "size": 1})
print(type(newer).__name__, newer.size)
`;
    expect(run('python', '-B', '-c', program).split('\n')).toEqual([
      'Kind300 Kind0',
      'Kind300 Kind0',
      'Model 1',
      '',
    ]);
  });
});
