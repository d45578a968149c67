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
    const start = performance.now();
    plainText(part.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(200);
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
