import { lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../disk/fileState.ts';
import { formatOf } from '../files/documentFormat.ts';
import { mediaTypeOf } from '../files/fileType.ts';
import { type DocumentLimits, DocumentReader, UnreadableDocument } from './documents.ts';
import {
  docx,
  encryptedPdf,
  endlessPdf,
  odt,
  pdf,
  pptx,
  xlsx,
  zip,
} from './testing/sampleDocuments.ts';
import { MOST_TEXT } from './text.ts';

const folder = mkdtempSync(join(tmpdir(), 'documents-'));
const limits: DocumentLimits = { time: 20_000, memory: 512, size: 8 * 1024 * 1024 };
let reader: DocumentReader;
beforeAll(() => {
  reader = new DocumentReader(limits);
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

async function read(kind: string, bytes: Buffer, by: DocumentReader = reader): Promise<string> {
  const place = join(folder, `document.${kind}`);
  writeFileSync(place, bytes);
  const { version, size } = stateOf(lstatSync(place, { bigint: true }));
  const format = formatOf(place, mediaTypeOf(place));
  if (!format) throw new TypeError(`${place} is no document`);
  const text = await by.read({ root: folder, path: `/document.${kind}`, version, size, format });
  return text.trim().replace(/\s+/g, ' ');
}

describe('the text of a document', () => {
  it('is read from a PDF', async () => {
    expect(await read('pdf', pdf('Annual report'))).toBe('Annual report');
  });
  it('is read from a docx with whole words and separate paragraphs', async () => {
    expect(await read('docx', docx('Zeppelin', 'Ahoy &amp; away'))).toBe('Zeppelin Ahoy & away');
  });
  it('is read from an xlsx with numbers and shared strings', async () => {
    expect(await read('xlsx', xlsx('shared', 'inline', 1234.5))).toBe('shared inline 1234.5');
  });
  it('is read from a pptx', async () => {
    expect(await read('pptx', pptx('First slide'))).toBe('First slide');
  });
  it('is read from an odt without its styles', async () => {
    expect(await read('odt', odt('Grüße aus Köln'))).toBe('Grüße aus Köln');
  });
  it('is read by content rather than by name', async () => {
    expect(await read('doc', Buffer.from('{\\rtf1 Heliotrope}'))).toBe('Heliotrope');
    expect(await read('xls', Buffer.from('<html><p>Heliotrope</html>'))).toMatch(/^Heliotrope/);
    expect(await read('doc', Buffer.from('Heliotrope'))).toBe('Heliotrope');
    expect(await read('rtf', docx('Heliotrope'))).toBe('Heliotrope');
  });
  it('joins words that a line break has split', async () => {
    expect(await read('doc', Buffer.from('Helio-\ntrope'))).toMatch(/^Heliotrope/);
  });
  it('is read from the beginning of a document that is too large', async () => {
    const large = Buffer.alloc(limits.size + 10, '<p>Heliotrope</p> ');
    expect(await read('html', large)).toMatch(/^Heliotrope/);
  });
  it('is read from a large page with few bytes of UTF-8', async () => {
    const usual = new DocumentReader();
    const page = Buffer.from(`<p>${'\xe0\xe8\xf0 '.repeat(2_000_000)}`, 'latin1');
    expect(await read('html', page, usual)).toMatch(/^àèð àèð/);
    await usual.close();
  });
  it('ends at the maximum length', async () => {
    const text = await read('docx', docx('x'.repeat(MOST_TEXT + 10_000)));
    expect(text.length).toBe(MOST_TEXT);
  });
});

describe('a document that cannot be read', () => {
  const bad: Record<string, [string, Buffer]> = {
    'an encrypted PDF': ['pdf', encryptedPdf('secret')],
    'a PDF without pages': ['pdf', Buffer.from('%PDF-1.4\ntrailer << /Root 1 0 R >>\n%%EOF')],
    'text that calls itself a PDF': ['pdf', Buffer.from('not a PDF')],
    'a docx that is no ZIP': ['docx', Buffer.from('not a ZIP')],
    'a ZIP that is no document': ['odt', zip({ 'photo.jpg': 'content' })],
    'a document of an old format': ['doc', Buffer.from('d0cf11e0a1b11ae1'.padEnd(99, '0'), 'hex')],
    'a picture that is compressed': ['svgz', gzipSync('<svg><text>compressed</text></svg>')],
    'a bomb': ['odt', zip({ 'content.xml': Buffer.alloc(65 * 1024 * 1024, ' ') })],
    'a bomb that lies about its size': ['odt', zip({ 'content.xml': Buffer.alloc(9e6, ' ') }, 10)],
    'one that is too large': ['pdf', Buffer.alloc(limits.size + 1)],
  };

  it.each(Object.entries(bad))('fails: %s', async (_what, [kind, bytes]) => {
    await expect(read(kind, bytes)).rejects.toThrow();
    expect(await read('odt', odt('still here'))).toBe('still here');
  });

  it('does not expand entities', async () => {
    const lol = '<!DOCTYPE a [<!ENTITY b "boom">]><o:body xmlns:o="o">&b;</o:body>';
    expect(await read('odt', zip({ 'content.xml': lol }))).toBe('&b;');
  });

  it('is given up after the time limit', async () => {
    const hurried = new DocumentReader({ ...limits, time: 1 });
    await expect(read('pdf', pdf('slow'), hurried)).rejects.toThrow('too long');
    await hurried.close();
    expect(await read('pdf', pdf('next'))).toBe('next');
  });

  it('is given up if its parser never ends', async () => {
    const usual = new DocumentReader();
    await expect(read('pdf', endlessPdf(), usual)).rejects.toThrow(/too (long|much memory)/);
    expect(await read('pdf', pdf('next'), usual)).toBe('next');
    await usual.close();
  });

  it('is given up at the memory limit', async () => {
    const poor = new DocumentReader({ ...limits, memory: 16 });
    await expect(read('pdf', pdf('large'), poor)).rejects.toThrow(UnreadableDocument);
    await poor.close();
  });

  it('is not read if its version has changed', async () => {
    const place = join(folder, 'other.pdf');
    writeFileSync(place, pdf('other'));
    const request = {
      ...{ root: folder, path: '/other.pdf' },
      ...{ version: 'another', size: 1, format: 'pdf' as const },
    };
    await expect(reader.read(request)).rejects.toThrow('has changed');
  });

  it('is given up when the reader is closed', async () => {
    const closing = new DocumentReader(limits);
    const reading = expect(read('pdf', pdf('never'), closing)).rejects.toThrow('ended');
    await closing.close();
    await reading;
  });
});
