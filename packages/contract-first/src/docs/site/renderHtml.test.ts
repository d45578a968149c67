import { expect, it } from 'vitest';
import { HtmlWriter } from './renderHtml.ts';

const writer = new HtmlWriter({
  href: (page) => `/${page}/`,
  file: (path) => `/${path}`,
  target: () => undefined,
});

it('writes the links of a summary into its fold, since a button can contain none', () => {
  const summary = ['list of ', { text: 'Passage', page: 'schemas/passage' }];
  const { text } = writer.blocks([{ kind: 'fold', summary, blocks: [] }]);
  expect(text).toContain('<summary>list of Passage</summary>');
  expect(text).toContain('<p><a href="/schemas/passage/">Passage</a>');
});
