import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Document } from '../../document/model.ts';
import { generatePythonClient } from './generate.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'python-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const generated = (name: string) => readFile(join(folder, 'out', name), 'utf8');

const book = {
  type: 'object',
  description: 'A book "of ours"',
  required: ['book_id', 'from', 'kind'],
  properties: {
    book_id: { type: 'string' },
    from: { type: 'string', description: 'Where it comes from' },
    kind: { type: 'string', enum: ['novel', 'atlas'] },
    lent_at: { type: ['string', 'null'], format: 'date-time' },
    door_code: { type: 'string', 'x-secret': true },
  },
};

/** A document with one operation, which differs by what a test gives. */
function library(operation: object, schemas: object = {}): Document {
  return {
    openapi: '3.1.1',
    info: { title: 'Library', version: '1' },
    paths: {
      '/books': {
        get: {
          operationId: 'books.list',
          summary: 'List books',
          responses: {
            200: {
              description: 'Books',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } },
            },
          },
          ...operation,
        },
      },
    },
    components: { schemas: { Book: book, ...schemas } },
    // what a test does not need is left out
  } as unknown as Document;
}

const generate = (document: Document) =>
  generatePythonClient({ document, output: join(folder, 'out') });

test('a model has open enums, renamed keywords and hidden secrets', async () => {
  await generate(library({}));
  expect(await generated('models.py')).toContain(`
class Book(Model):
    """A book "of ours" """

    book_id: str
    from_: str = Field(alias="from")
    """Where it comes from"""
    kind: Open[Literal["novel", "atlas"]]
    lent_at: datetime | None = None
    door_code: str | None = Field(default=None, repr=False)
`);
});

test('both clients have methods with positional and named arguments', async () => {
  await generate(
    library({
      'x-sdk': { positional: ['shelf'], aliases: ['all'] },
      parameters: [
        { name: 'shelf', in: 'query', schema: { type: 'string' }, description: 'Which one' },
        { name: 'class', in: 'query', required: true, schema: { type: 'integer' } },
        { name: 'If-None-Match', in: 'header', schema: { type: 'string' } },
      ],
    }),
  );
  const signature = `def list(
        self,
        shelf: str | None = None,
        *,
        class_: int,
        if_none_match: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Book:
        """List books
`;
  const [sync, async] = await Promise.all(
    ['resources.py', 'async_resources.py'].map((name) => generated(name)),
  );
  expect(sync).toContain(`    ${signature}`);
  expect(async).toContain(`    async ${signature}`);
  expect(sync).toContain('            shelf: Which one\n');
  expect(sync).toContain('                "class": class_,\n');
  expect(sync).toContain('headers={"If-None-Match": if_none_match}');
  expect(sync).toContain('    all = list\n');
  expect(sync).toContain('        self.all = self.list\n');
  expect(async).toContain('self.list = async_raw(resource.list)');
});

test('a parameter named like an option of the client is refused', async () => {
  const taken = { name: 'timeout', in: 'query', schema: { type: 'integer' } };
  await expect(generate(library({ parameters: [taken] }))).rejects.toThrow(
    'The operation books.list: Two arguments are named "timeout"',
  );
});

test('a nullable optional parameter is refused', async () => {
  const nullable = { name: 'shelf', in: 'query', schema: { type: ['string', 'null'] } };
  await expect(generate(library({ parameters: [nullable] }))).rejects.toThrow(
    'null for "shelf" is not the same as leaving it out',
  );
});

test('names inside string literals are not imported', async () => {
  const shelf = { type: 'string', enum: ['datetime', 'Book', 'Sequence'] };
  await generate(library({ responses: { 204: { description: 'Done' } } }, { Shelf: shelf }));
  const before = await generated('resources.py');
  await generate(
    library({
      parameters: [{ name: 'shelf', in: 'query', schema: shelf }],
      responses: { 204: { description: 'Done' } },
    }),
  );
  const importsOf = (text: string) =>
    text.split('\n').filter((line) => /^(from|import) /.test(line));
  expect(importsOf(await generated('resources.py'))).toEqual(
    importsOf(before).flatMap((line) =>
      line.startsWith('from types ') ? [line, 'from typing import Literal'] : [line],
    ),
  );
});
