import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { docx, related, wordPart, wordText, zip } from '../testing/sampleDocuments.ts';
import { readOffice } from './office.ts';

const folder = mkdtempSync(join(tmpdir(), 'office-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function textOf(document: Buffer): Promise<string> {
  const place = join(folder, 'document');
  writeFileSync(place, document);
  const fd = openSync(place, 'r');
  try {
    const text = await readOffice(fd, async (bytes) => `foreign: ${Buffer.from(bytes)}`);
    return text.trim().replace(/\s+/g, ' ');
  } finally {
    closeSync(fd);
  }
}

/** The text of a document that has one part with this body. */
const bodyText = (body: string): Promise<string> =>
  textOf(
    related(
      { '': [['officeDocument', 'word/document.xml']] },
      { 'word/document.xml': wordPart(body) },
    ),
  );

const sheet = (cells: string): string =>
  `<worksheet><sheetData><row>${cells}</row></sheetData></worksheet>`;
const slide = (text: string): string => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;

describe('the parts of a document', () => {
  it.each<[string, Parameters<typeof related>, string]>([
    [
      'a main part with an unusual name',
      [
        { '': [['officeDocument', 'word/document2.xml']] },
        { 'word/document2.xml': wordPart(wordText('Heliotrope')) },
      ],
      'Heliotrope',
    ],
    [
      'parts with unusual names and folders',
      [
        {
          '': [['officeDocument', '/body.xml']],
          'body.xml': [
            ['header', 'parts/top.xml'],
            ['footnotes', './parts/../notes.xml'],
            ['styles', 'styles.xml'],
          ],
        },
        {
          'body.xml': wordPart(wordText('body')),
          'parts/top.xml': wordPart(wordText('top')),
          'notes.xml': wordPart(wordText('notes')),
          'styles.xml': wordPart(wordText('styles')),
        },
      ],
      'body top notes',
    ],
    [
      'sheets, shared strings, comments and text boxes with unusual names',
      [
        {
          '': [['officeDocument', 'xl/book1.xml']],
          'xl/book1.xml': [
            ['worksheet', 'tabs/one.xml'],
            ['sharedStrings', 'strings.xml'],
          ],
          'xl/tabs/one.xml': [
            ['comments', '../remarks.xml'],
            ['drawing', '../boxes.xml'],
          ],
        },
        {
          'xl/book1.xml': '<workbook/>',
          'xl/tabs/one.xml': sheet('<c t="s"><v>0</v></c><c><v>42</v></c>'),
          'xl/strings.xml': '<sst><si><t>shared</t></si></sst>',
          'xl/remarks.xml':
            '<comments><comment><text><r><t>remark</t></r></text></comment></comments>',
          'xl/boxes.xml': '<xdr:wsDr><a:p><a:r><a:t>box</a:t></a:r></a:p></xdr:wsDr>',
        },
      ],
      '42 shared remark box',
    ],
    [
      'slides and notes with unusual names',
      [
        {
          '': [['officeDocument', 'ppt/show.xml']],
          'ppt/show.xml': [['slide', 'pages/first.xml']],
          'ppt/pages/first.xml': [['notesSlide', 'spoken.xml']],
        },
        {
          'ppt/show.xml': '<p:presentation/>',
          'ppt/pages/first.xml': slide('seen'),
          'ppt/pages/spoken.xml': slide('said'),
        },
      ],
      'seen said',
    ],
    [
      'names in another case, with spaces and backslashes',
      [
        { '': [['officeDocument', 'Word\\My%20Document.xml']] },
        { 'word/my document.xml': wordPart(wordText('Heliotrope')) },
      ],
      'Heliotrope',
    ],
    [
      'circular and broken relationships',
      [
        {
          '': [['officeDocument', 'a.xml']],
          'a.xml': [
            ['header', 'a.xml'],
            ['footer', 'missing.xml'],
            ['footer', '../../../etc/passwd'],
          ],
        },
        { 'a.xml': wordPart(wordText('Heliotrope')) },
      ],
      'Heliotrope',
    ],
    [
      'a part of another format',
      [
        {
          '': [['officeDocument', 'word/document.xml']],
          'word/document.xml': [['aFChunk', 'chunk.htm']],
        },
        { 'word/document.xml': wordPart(wordText('own')), 'word/chunk.htm': '<p>chunk' },
      ],
      'own foreign: <p>chunk',
    ],
  ])('are found: %s', async (_what, document, text) => {
    expect(await textOf(related(...document))).toBe(text);
  });

  it('are found by their usual names without relationships', async () => {
    expect(await textOf(docx('Heliotrope'))).toBe('Heliotrope');
  });
  it('of OpenDocument are content, embedded objects, headers and footers', async () => {
    const content = (text: string) => `<o:body><t:p>${text}</t:p></o:body>`;
    const styles = '<o:styles>not this</o:styles><s:header><t:p>header</t:p></s:header>';
    const document = zip({
      'content.xml': content('content'),
      'styles.xml': `<o:document-styles>${styles}</o:document-styles>`,
      'Object 1/content.xml': content('object'),
      'meta.xml': content('meta'),
    });
    expect(await textOf(document)).toBe('content header object');
  });
  it('that are broken are skipped', async () => {
    const document = related(
      {
        '': [['officeDocument', 'a.xml']],
        'a.xml': [['header', 'b.xml']],
      },
      { 'a.xml': wordPart(wordText('Heliotrope')), 'b.xml': wordPart(wordText('lost'.repeat(99))) },
    );
    document.fill(0xff, document.indexOf('b.xml') + 5, document.indexOf('b.xml') + 20);
    expect(await textOf(document)).toBe('Heliotrope');
  });
});

describe('XML that is not well-formed', () => {
  it.each([
    ['a control character', wordText('before\u000bafter')],
    ['a control character by reference', wordText('before&#1;after')],
    ['a noncharacter', wordText('before\uffffafter')],
    ['an unescaped character', wordText('before & after')],
    ['an undeclared entity', wordText('before &nbsp; after')],
    ['a duplicate attribute', `<w:p a="1" a="2"/>${wordText('before after')}`],
    ['unclosed elements', `<w:b>${wordText('before after')}`],
  ])('is read past %s', async (_what, body) => {
    expect(await bodyText(body + wordText('behind'))).toMatch(/^before.*after behind$/);
  });
});

describe('words', () => {
  it.each([
    ['split into runs', '<w:p><w:r><w:t>Helio</w:t></w:r><w:r><w:t>trope</w:t></w:r></w:p>'],
    ['with a soft hyphen', '<w:p><w:r><w:t>Helio</w:t><w:softHyphen/><w:t>trope</w:t></w:r></w:p>'],
    [
      'with a note in the middle',
      '<w:p><w:r><w:t>Helio</w:t></w:r><o:annotation><w:t>note</w:t></o:annotation><w:r><w:t>trope</w:t></w:r></w:p>',
    ],
  ])('are joined: %s', async (_what, body) => {
    expect(await bodyText(body)).toMatch(/^Heliotrope/);
  });
  it('keep a visible hyphen', async () => {
    const body = '<w:p><w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r></w:p>';
    expect(await bodyText(body)).toBe('e-mail');
  });
  it('are not split by ruby annotations', async () => {
    const ruby = (base: string, reading: string) =>
      `<w:ruby><w:rt><w:t>${reading}</w:t></w:rt><w:rubyBase><w:t>${base}</w:t></w:rubyBase></w:ruby>`;
    expect(await bodyText(`<w:p>${ruby('東', 'とう')}${ruby('京', 'きょう')}</w:p>`)).toBe(
      '東京 とう きょう',
    );
  });
});

it('parts in UTF-16 are read', async () => {
  const body = wordPart(wordText('Grüße')).replace('UTF-8', 'UTF-16');
  const relationships = '<Relationship Type="x/officeDocument" Target="a.xml"/>';
  const document = zip({
    '_rels/.rels': `<Relationships>${relationships}</Relationships>`,
    'a.xml': Buffer.from(`\ufeff${body}`, 'utf16le'),
  });
  expect(await textOf(document)).toBe('Grüße');
});
