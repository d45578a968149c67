import { describe, expect, it } from 'vitest';
import { plainText } from './markdownHtml.ts';

describe('plainText', () => {
  it.each([
    ['brackets', '['],
    ['links that do not end', '[]('],
    ['empty lines', '\n'],
    ['tags that do not end', '<'],
    ['pictures that do not end', '![a]('],
  ])('reads many %s in time', (_, part) => {
    // in quadratic time, this would not end before the test's time limit
    expect(plainText(part.repeat(400_000))).toEqual(expect.any(String));
  });

  it.each([
    ['See [the guide](guide.md).', 'See the guide.'],
    ['See [Ada](https://example.org/Ada_(name)).', 'See Ada.'],
    ['![A picture](a.png) of it', 'A picture of it'],
    ['- one\n- two', 'one two'],
  ])('reads %s without its markup', (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });
});
