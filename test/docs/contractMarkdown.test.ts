/** What the words of a contract become on a page of the site. */
import { expect, it } from 'vitest';
import { contractHtml } from '../../docs/site/contractMarkdown.ts';

it('escapes HTML of the contract', () => {
  const html = contractHtml('a <img src=x onerror="run()"> `<b>`\n\n<script>run()</script>');
  expect(html).not.toMatch(/<(img|script|b)\b/);
  expect(html).toContain('&lt;script&gt;run()&lt;/script&gt;');
});

it('keeps only links with http, https or relative URLs', () => {
  const html = contractHtml(
    '[a](javascript:run) [b][c] <javascript:run> [d](/e) [f](https://g.h)\n\n[c]: javascript:run',
  );
  expect(html).not.toMatch(/href="javascript:/);
  expect(html).toContain('<a href="/e">d</a> <a href="https://g.h">f</a>');
});

it('loads no image', () => {
  expect(contractHtml('![a](https://b.c/d.png) ![e][f]\n\n[f]: https://b.c/g.png')).not.toContain(
    '<img',
  );
});

it('keeps tables, emphasis and line breaks', () => {
  const html = contractHtml('| a |\n| --- |\n| *b*<br>c |');
  expect(html).toContain('<td><em>b</em><br>c</td>');
});
