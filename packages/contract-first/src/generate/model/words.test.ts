import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSnake, toCamel, toSnake, wordsOf } from './words.ts';

it.each([
  ['listPets', 'list pets'],
  ['ListPets', 'list pets'],
  ['list_pets', 'list pets'],
  ['list-pets', 'list pets'],
  ['LIST_PETS', 'list pets'],
  ['list pets', 'list pets'],
  ['pets.list', 'pets list'],
  ['pets/list', 'pets list'],
  ['getAPIKey', 'get api key'],
  ['floatingIPs', 'floating ips'],
  ['listURLsForID', 'list urls for id'],
  ['OAuthToken', 'oauth token'],
  ['s3Bucket', 's3 bucket'],
  ['oauth2', 'oauth2'],
  ['page_2', 'page 2'],
  ['v1.2', 'v1 2'],
  ['2fa', 'two fa'],
  ['1-clicks', 'one clicks'],
  ['404page', 'n404 page'],
  ['filter[created_at]', 'filter created at'],
  ['$filter', 'filter'],
  ['@odata.nextLink', 'odata next link'],
  ['X-GitHub-Api-Version', 'x git hub api version'],
  ['Größe', 'grosse'],
  ['crème_brûlée', 'creme brulee'],
  ['Łódź', 'lodz'],
  ['список', 'список'],
  ['用户列表', '用户列表'],
  ["user's", 'users'],
  ['', ''],
  ['---', ''],
  ['🎉', ''],
])('%j is %j', (name, words) => {
  expect(wordsOf(name).join(' ')).toBe(words);
});

describe('words of any text', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w.-]*$/));

  it('begin with a letter, or are a number after another word', () => {
    fc.assert(
      fc.property(text, (name) => {
        const words = wordsOf(name);
        expect(
          words.every((word, at) => /^\p{L}/u.test(word) || (at > 0 && /^\d+$/.test(word))),
        ).toBe(true);
        expect(
          words.every((word) => /^[\p{L}\d]+$/u.test(word) && word === word.toLowerCase()),
        ).toBe(true);
      }),
    );
  });

  it('are the same after a round through snake_case', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(fromSnake(toSnake(wordsOf(name)))).toEqual(wordsOf(name));
      }),
    );
  });

  it('are a name in TypeScript', () => {
    fc.assert(
      fc.property(text, (name) => {
        const camel = toCamel(wordsOf(name));
        expect(camel === '' || /^[\p{ID_Start}][\p{ID_Continue}]*$/u.test(camel)).toBe(true);
      }),
    );
  });
});

it('takes long names apart in a moment', () => {
  const long = ['A', 'a', '1', 'Aa', '_', '用', "'s", 'IDs'].map((part) => part.repeat(50_000));
  for (const name of long) wordsOf(name);
});
