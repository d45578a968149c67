/** Search by names and contents: what is found, and in which order. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  docx,
  encodedPdf,
  encryptedPdf,
  odt,
  pdf,
  pptx,
  xlsx,
  zip,
} from '../../packages/server/src/search/testing/sampleDocuments.ts';
import { bodyOf, refusal } from '../support/library.ts';
import { type Result, type Results, searching, searchOf } from '../support/searching.ts';
import { serverPerFile } from '../support/testServer.ts';

const server = serverPerFile();
const { found, indexed, put, search, write } = searching(server);

describe('a search finds', () => {
  beforeAll(async () => {
    write({
      '/find/annual_report-2025.txt': 'The numbers of the year.',
      '/find/notes.md':
        'We met in Zürich to talk of the annual budget report. Supercalifragilistic.',
      '/find/deep/er/東京旅行の計画.txt': '新幹線で京都へ行きます。',
      '/find/Résumé Ünal.txt': 'naïve café',
      '/find/utf16.txt': Buffer.from('\ufeffsixteen bits wide', 'utf16le'),
      '/find/latin1.txt': Buffer.from('Straßenbahn für Schüler', 'latin1'),
      '/find/.hidden/secret.txt': 'clandestine',
      '/find/script.py': 'print("clandestine snake")',
      '/find/binary.bin': Buffer.from([0, 1, 2, ...Buffer.from('clandestine')]),
      '/find/empty.txt': '',
      '/find/100%_"quoted".txt': 'odd',
    });
    await indexed();
  });

  it.each([
    ['a word of a name', 'report', ['/find/annual_report-2025.txt', '/find/notes.md']],
    ['the beginning of a word', 'calif super', ['/find/notes.md']],
    ['the middle of a word', 'ragilis', ['/find/notes.md']],
    ['all words across name and content', 'notes budget', ['/find/notes.md']],
    ['nothing if a word is missing', 'budget nowhere', []],
    ['a phrase', '"budget report"', ['/find/notes.md']],
    ['nothing for a phrase in another order', '"report budget"', []],
    ['words in any case', 'NUMBERS', ['/find/annual_report-2025.txt']],
    ['with accents or without', 'zurich', ['/find/notes.md']],
    ['without accents or with', 'Cafe\u0301 NAIVE', ['/find/Résumé Ünal.txt']],
    ['a name without its accents', 'resume unal', ['/find/Résumé Ünal.txt']],
    ['two Chinese characters in content', '京都', ['/find/deep/er/東京旅行の計画.txt']],
    ['two Japanese characters in a name', '旅行', ['/find/deep/er/東京旅行の計画.txt']],
    ['two characters in the middle of a name', 'l_', ['/find/annual_report-2025.txt']],
    ['nothing by a first letter alone', 'n++', []],
    ['two characters of a name', '25', ['/find/annual_report-2025.txt']],
    ['words in UTF-16', 'sixteen', ['/find/utf16.txt']],
    ['words in Latin-1', 'straßenbahn', ['/find/latin1.txt']],
    ['no binary or hidden files', 'clandestine', ['/find/script.py']],
    ['a percent sign and quotes', '100%_', ['/find/100%_"quoted".txt']],
    ['an empty file by its name', 'empty', ['/find/empty.txt']],
  ])('%s', async (_what, q, paths) => {
    expect(await found(q, { path: '/find' })).toEqual(paths);
  });

  it('matches in the name first with a score', async () => {
    const { items } = await search('annual report', { path: '/find' });
    expect(items.map(({ matched }) => matched)).toEqual([['name'], ['content']]);
    const [first, second] = items.map(({ score }) => score);
    expect(first).toBeGreaterThanOrEqual(0.5);
    expect(first).toBeLessThanOrEqual(1);
    expect(second).toBeLessThan(0.5);
    expect(second).toBeGreaterThan(0);
  });

  it('files by kind, folder and visibility', async () => {
    const everywhere = { path: '/find', include_hidden: 'true' };
    expect((await found('clandestine', everywhere)).toSorted()).toEqual([
      '/find/.hidden/secret.txt',
      '/find/script.py',
    ]);
    expect(await found('clandestine', { ...everywhere, type: 'code' })).toEqual([
      '/find/script.py',
    ]);
    expect(await found('clandestine', { path: '/find/.hidden' })).toEqual([
      '/find/.hidden/secret.txt',
    ]);
    expect(await found('report', { path: '/find/deep' })).toEqual([]);
    expect(await refusal(server.fetch(searchOf('a', { path: '/a/../b' })))).toBe(
      '400 invalid_path',
    );
  });
});

describe('a folder to search', () => {
  it.each([
    ['that is missing', '/nowhere', '404 folder_not_found'],
    ['below a missing one', '/nowhere/deep', '404 folder_not_found'],
    ['that is a file', '/find/notes.md', '409 not_a_folder'],
    ['below a file', '/find/notes.md/deep', '409 not_a_folder'],
  ])('is refused as in a list if it is one %s', async (_what, path, problem) => {
    write({ '/find/notes.md': 'We met' });
    expect(await refusal(server.fetch(searchOf('a', { path })))).toBe(problem);
    expect(await refusal(server.fetch(`/api/v1/files?path=${encodeURIComponent(path)}`))).toBe(
      problem,
    );
  });
});

describe('pages', () => {
  it('contain each file once, best first', async () => {
    for (let at = 0; at < 60; at++) {
      const text = `pagination ${'filler '.repeat(at % 5)}`;
      write({ [`/pages/${at % 7 === 0 ? 'pagination' : 'other'}-${at}.txt`]: text });
    }
    await indexed();
    const all: Result[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { path: '/pages', limit: '13' };
      if (cursor) query.cursor = cursor;
      const response = await server.fetch(searchOf('pagination', query));
      const link = response.headers.get('Link');
      const page = await bodyOf<Results>(response, 200);
      expect(page.total).toBe(60);
      expect(link === null).toBe(page.next_cursor === null);
      all.push(...page.items);
      cursor = page.next_cursor;
      if (link) {
        const [, next = ''] = /^<([^>]+)>; rel="next"$/.exec(link) ?? [];
        expect(new URL(next, server.url).searchParams.get('cursor')).toBe(cursor);
      }
    } while (cursor);
    expect(new Set(all.map(({ file }) => file.file_id)).size).toBe(60);
    const scores = all.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(all.slice(0, 9).every(({ file }) => file.name.startsWith('pagination'))).toBe(true);
  });

  it.each([['bm9uc2Vuc2U'], ['WzFd'], ['WyJhIiwxXQ'], ['WzEsMS41XQ']])(
    'refuse an invalid cursor: %s',
    async (cursor) => {
      expect(await refusal(server.fetch(searchOf('a', { cursor })))).toBe('400 invalid_request');
    },
  );
});

describe('hostile queries', () => {
  it.each([
    ['"'],
    ['""'],
    ['"""'],
    ["'; DROP TABLE files; --"],
    ['*'],
    ['a*'],
    ['^a'],
    ['NEAR('],
    ['NEAR(a b, 2)'],
    ['AND'],
    ['a AND'],
    ['NOT a OR'],
    ['text:a'],
    ['{text name} : a'],
    ['-a +b'],
    ['(((('],
    ['\u0000'],
    ['a\u0000"b'],
    ['\ud83d'],
    ['😀👩‍👩‍👧‍👦'],
    ['\u202e\u200f'],
    ['%_\\'],
    ['\ufdfa'.repeat(1000)],
    ['"'.repeat(1000)],
    ['a '.repeat(500)],
    [Array.from({ length: 250 }, (_, at) => at.toString(36)).join(' ')],
    ['x'.repeat(1000)],
    ['東'.repeat(1000)],
    ['\t\n '],
  ])('are answered: %j', async (q) => {
    const { items, total } = await search(q);
    expect(items.length).toBeLessThanOrEqual(total);
  });

  it('are refused if too long or empty', async () => {
    expect(await refusal(server.fetch(searchOf('x'.repeat(1001))))).toBe('400 invalid_request');
    expect(await refusal(server.fetch(searchOf('')))).toBe('400 invalid_request');
    expect(await refusal(server.fetch('/api/v1/search'))).toBe('400 invalid_request');
  });
});

/** A file each, that alone is found by its words. */
const encoded: readonly { name: string; content: string | Buffer; q: string }[] = [
  { name: 'japanese.pdf', content: encodedPdf('90ms-RKSJ-H', 'Japan1', '938c8b9e'), q: '東京' },
  { name: 'macros.docm', content: docx('quokka'), q: 'quokka' },
  { name: 'template.dotx', content: docx('wallaby'), q: 'wallaby' },
  { name: 'template.xltm', content: xlsx('numbat', 'x', 1), q: 'numbat' },
  { name: 'template.potx', content: pptx('bandicoot'), q: 'bandicoot' },
  { name: 'template.ott', content: odt('potoroo'), q: 'potoroo' },
  { name: 'page.html', content: '<p>Gr&uuml;n<b>donnerstag</b>', q: 'gründonnerstag' },
  { name: 'feed.xml', content: '<a>K&#252;hlschrank</a>', q: 'kühlschrank' },
  { name: 'letter.rtf', content: "{\\rtf1 Kn\\'f6delsuppe}", q: 'knödelsuppe' },
  { name: 'letter.doc', content: "{\\rtf1 Sp\\'e4tzlepresse}", q: 'spätzlepresse' },
  {
    name: 'mail.eml',
    content:
      'Subject: =?utf-8?Q?=C3=9Cbermorgen?=\nContent-Transfer-Encoding: quoted-printable\n\nFr=C3=BChst=\n=C3=BCck',
    q: 'übermorgen frühstück',
  },
  { name: 'data.json', content: '{"a":"B\\u00fcrgersteig"}', q: 'bürgersteig' },
  { name: 'contact.vcf', content: 'NOTE:Geburts\r\n tag', q: 'geburtstag' },
  {
    name: 'mixed.txt',
    content: Buffer.concat([Buffer.from('Führung '), Buffer.from([0xff]), Buffer.from(' 京都')]),
    q: 'führung 京都',
  },
  { name: 'crashed.log', content: `begin\n${'\0'.repeat(5000)}Wiederanlauf`, q: 'wiederanlauf' },
  { name: 'soft.txt', content: 'Donau\u00addampf\u200bschiff', q: 'donaudampfschiff' },
  { name: 'lines.txt', content: 'the great emanci-\npation of', q: '"great emancipation of"' },
  { name: 'compound.txt', content: 'a jack-of-all-\ntrades here', q: '"jack-of-all-trades here"' },
  { name: 'polish.txt', content: 'Źdźbło', q: 'zdzblo' },
  { name: 'hebrew.txt', content: 'שָׁלוֹם', q: 'שלום' },
  { name: 'arabic.txt', content: 'مُحَمَّد', q: 'محمد' },
  { name: 'korean.txt', content: '대한민국헌법', q: '민국' },
  { name: 'thai.txt', content: 'ประเทศไทย', q: 'ไทย' },
  { name: 'hindi.txt', content: 'हिन्दी', q: 'हि' },
];

describe('documents', () => {
  it('are found by their text', async () => {
    await put('one.pdf', pdf('Heliotrope in a portable document'));
    await put('two.docx', docx('Heliotrope in words'));
    await put('three.xlsx', xlsx('Heliotrope', 'in a sheet', 4711));
    await put('four.odt', odt('Heliotrope, openly'));
    await indexed();
    expect((await found('heliotrope')).toSorted()).toEqual([
      '/four.odt',
      '/one.pdf',
      '/three.xlsx',
      '/two.docx',
    ]);
    expect(await found('4711')).toEqual(['/three.xlsx']);
  });

  it('are found in any encoding', async () => {
    write(Object.fromEntries(encoded.map(({ name, content }) => [`/encoded/${name}`, content])));
    await indexed();
    for (const { name, q } of encoded) {
      expect(await found(q, { path: '/encoded' }), `${q} in ${name}`).toEqual([`/encoded/${name}`]);
    }
  });

  it('that cannot be read are found by name', async () => {
    await put('perilous-bomb.odt', zip({ 'content.xml': Buffer.alloc(65 * 1024 * 1024, ' ') }));
    await put('perilous-locked.pdf', encryptedPdf('unlocked'));
    await put('perilous-broken.pdf', '%PDF-1.7 broken');
    await put('perilous-not.docx', 'not a ZIP');
    await put('after.docx', docx('perilous no more'));
    await indexed();
    expect((await found('perilous')).toSorted()).toEqual([
      '/after.docx',
      '/perilous-bomb.odt',
      '/perilous-broken.pdf',
      '/perilous-locked.pdf',
      '/perilous-not.docx',
    ]);
    expect(await found('unlocked')).toEqual([]);
  });

  it('of text that are huge are searched at the beginning', async () => {
    const huge = Buffer.alloc(100 * 1024 * 1024, 'abcdefg ');
    huge.write('alpha-beginning ', 0);
    huge.write('omega-ending', huge.length - 20);
    write({ '/huge.txt': huge });
    await indexed();
    expect(await found('alpha-beginning')).toEqual(['/huge.txt']);
    expect(await found('omega-ending')).toEqual([]);
    rmSync(join(server.root, 'huge.txt'));
  });

  it('of text are found across chunk borders', async () => {
    const text = Array.from({ length: 40_000 }, (_, at) => `w${at}`).join(' ');
    await put('borders.txt', text);
    await indexed();
    // 16 Ki characters a piece, so that some of the phrases lie across borders.
    for (let at = 0; at < 39_999; at += 97) {
      expect(await found(`"w${at} w${at + 1}"`), `words ${at}`).toEqual(['/borders.txt']);
    }
    expect(await found('w1 w39999')).toEqual(['/borders.txt']);
  });
});
