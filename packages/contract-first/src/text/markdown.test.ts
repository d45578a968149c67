import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { markdownCode, markdownComment, markdownText, tableCell } from './markdown.ts';

const table = (cell: string) => marked.parse(`| A | B |\n| --- | --- |\n| ${cell} | end |\n`);

describe('texts in Markdown', () => {
  it.each(['a | b', '[a](/b)', '*a* _b_ `c`', 'a\\', '<!-- a -->'])('show %j as it is', (text) => {
    const written = marked.parseInline(markdownText(text), { async: false });
    const shown = written.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
    expect(shown).toBe(text);
  });

  it('have no character that a viewer acts on', () => {
    const text = 'a\u202e\u0007\n# b';
    const written = markdownText(text) + markdownCode(text);
    expect(written).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('notify nobody in a comment', () => {
    expect(markdownComment('by @ada')).toBe('by @<!-- -->ada');
  });

  it('have a bar in code outside of tables as it is', () => {
    expect(markdownCode('a | b')).toBe('`a | b`');
  });

  it('have backticks in code', () => {
    expect(marked.parseInline(markdownCode('a ``b`'))).toBe('<code>a ``b`</code>');
  });

  it.each([
    ['code', markdownCode('a | b'), '<td><code>a | b</code></td>'],
    ['text', markdownText('a | b'), '<td>a | b</td>'],
  ])('have a bar in a cell of %s', (_, cell, html) => {
    expect(table(tableCell(cell))).toContain(html);
  });
});
