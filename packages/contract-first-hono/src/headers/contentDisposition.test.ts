import { describe, expect, it } from 'vitest';
import { contentDisposition } from './contentDisposition.ts';

describe('contentDisposition', () => {
  it.each([
    ['plain.txt', 'filename="plain.txt"', 'plain.txt'],
    ['two words.txt', 'filename="two words.txt"', 'two%20words.txt'],
    ['say "hi".txt', 'filename="say \\"hi\\".txt"', 'say%20%22hi%22.txt'],
    ['back\\slash', 'filename="back\\\\slash"', 'back%5Cslash'],
    ['a\r\nX: y', 'filename="a__X: y"', 'a%0D%0AX%3A%20y'],
    ["it's (1)*", 'filename="it\'s (1)*"', 'it%27s%20%281%29%2A'],
    ['\u20ac.txt', 'filename="_.txt"', '%E2%82%AC.txt'],
    ['\ud83c\udf89', 'filename="__"', '%F0%9F%8E%89'],
    ['100%.txt', 'filename="100%.txt"', '100%25.txt'],
  ])('encodes %j', (name, ascii, exact) => {
    expect(contentDisposition(name)).toBe(`attachment; ${ascii}; filename*=UTF-8''${exact}`);
    expect(decodeURIComponent(exact)).toBe(name);
  });

  it('has another type if the file is to be shown', () => {
    expect(contentDisposition('a.png', 'inline')).toMatch(/^inline; filename="a.png";/);
  });
});
