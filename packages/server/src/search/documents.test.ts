import { lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../library/stat.ts';
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
const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
};

let reader: DocumentReader;
beforeAll(() => {
  reader = new DocumentReader(limits);
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

async function read(
  kind: keyof typeof mediaTypes,
  bytes: Buffer,
  by: DocumentReader = reader,
): Promise<string> {
  const place = join(folder, `document.${kind}`);
  writeFileSync(place, bytes);
  const { version, size } = stateOf(lstatSync(place, { bigint: true }));
  const text = await by.read({ place, version, size, mediaType: mediaTypes[kind] });
  return text.trim().replace(/\s+/g, ' ');
}

describe('the text of a document', () => {
  it('is read from a PDF', async () => {
    expect(await read('pdf', pdf('Annual report'))).toBe('Annual report');
  });
  it('is read from a docx, words whole and paragraphs apart', async () => {
    expect(await read('docx', docx('Zeppelin', 'Ahoy &amp; away'))).toBe('Zeppelin Ahoy & away');
  });
  it('is read from an xlsx, numbers too, references not', async () => {
    expect(await read('xlsx', xlsx('shared', 'inline', 1234.5))).toBe('shared inline 1234.5');
  });
  it('is read from a pptx', async () => {
    expect(await read('pptx', pptx('First slide'))).toBe('First slide');
  });
  it('is read from an odt, without its styles', async () => {
    expect(await read('odt', odt('Grüße aus Köln'))).toBe('Grüße aus Köln');
  });
  it('ends where enough is read', async () => {
    const text = await read('docx', docx('x'.repeat(MOST_TEXT + 10_000)));
    expect(text.length).toBe(MOST_TEXT);
  });
});

describe('a document that cannot be read', () => {
  const bad: Record<string, [keyof typeof mediaTypes, Buffer]> = {
    'an encrypted PDF': ['pdf', encryptedPdf('secret')],
    'a PDF without pages': ['pdf', Buffer.from('%PDF-1.4\ntrailer << /Root 1 0 R >>\n%%EOF')],
    'text that calls itself a PDF': ['pdf', Buffer.from('not a PDF')],
    'a docx that is no ZIP': ['docx', Buffer.from('not a ZIP')],
    'XML that is broken': ['odt', zip({ 'content.xml': '<a><b></a>' })],
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
    await expect(read('odt', zip({ 'content.xml': lol }))).rejects.toThrow();
  });

  it('is given up when it takes too long, and the next one is read', async () => {
    const hurried = new DocumentReader({ ...limits, time: 1 });
    await expect(read('pdf', pdf('slow'), hurried)).rejects.toThrow('too long');
    await hurried.close();
    expect(await read('pdf', pdf('next'))).toBe('next');
  });

  it('is given up within the usual limits when its parser never ends, and the next one is read', async () => {
    const usual = new DocumentReader();
    await expect(read('pdf', endlessPdf(), usual)).rejects.toThrow(/too (long|much memory)/);
    expect(await read('pdf', pdf('next'), usual)).toBe('next');
    await usual.close();
  });

  it('is given up when it takes too much memory, and the process lives', async () => {
    const poor = new DocumentReader({ ...limits, memory: 16 });
    await expect(read('pdf', pdf('large'), poor)).rejects.toThrow(UnreadableDocument);
    await poor.close();
  });

  it('is not read where it is not the version that was asked for', async () => {
    const place = join(folder, 'other.pdf');
    writeFileSync(place, pdf('other'));
    const request = { place, version: 'another', size: 1, mediaType: mediaTypes.pdf };
    await expect(reader.read(request)).rejects.toThrow('has changed');
  });

  it('is given up when the reader is closed', async () => {
    const closing = new DocumentReader(limits);
    const reading = expect(read('pdf', pdf('never'), closing)).rejects.toThrow('ended');
    await closing.close();
    await reading;
  });
});
