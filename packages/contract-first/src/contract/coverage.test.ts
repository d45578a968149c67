import { expect, it } from 'vitest';
import { operations } from '../document/model.ts';
import { Coverage } from './coverage.ts';

const response = { description: 'Said' };
const coverage = () =>
  new Coverage(
    operations({
      openapi: '3.1.1',
      info: { title: 'Books', version: '1' },
      paths: {
        '/books': {
          get: { operationId: 'books.list', responses: { 200: response, 404: response } },
          post: { operationId: 'books.add', responses: { '4XX': response, default: response } },
        },
      },
    }),
  );

it('counts every documented pair as missing at first', () => {
  const { total, missing } = coverage();
  expect(total).toBe(4);
  expect(missing).toEqual([
    'books.list 200',
    'books.list 404',
    'books.add 4XX',
    'books.add default',
  ]);
});

it('counts a status for the entry that documents it', () => {
  const counted = coverage();
  counted.reach('books.list', 200);
  counted.reach('books.list', 200);
  counted.reach('books.add', 418);
  expect(counted.missing).toEqual(['books.list 404', 'books.add default']);
  counted.reach('books.add', 500);
  expect(counted.missing).toEqual(['books.list 404']);
});

it('ignores undocumented statuses', () => {
  const counted = coverage();
  counted.reach('books.list', 500);
  counted.reach('books.burn', 200);
  expect(counted.missing).toHaveLength(4);
  expect(counted.total).toBe(4);
});
