import { expect, it } from 'vitest';
import { encodedPdf, pdf } from '../testing/sampleDocuments.ts';
import { readPdf } from './pdf.ts';

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

it.each([
  ['UniJIS-UCS2-H', 'Japan1', utf16('東京'), '東京'],
  ['UniJIS-UTF16-V', 'Japan1', utf16('東京'), '東京'],
  ['90ms-RKSJ-H', 'Japan1', '938c8b9e', '東京'],
  ['EUC-H', 'Japan1', 'c5ecb5fe', '東京'],
  ['H', 'Japan1', '456c357e', '東京'],
  ['UniGB-UCS2-H', 'GB1', utf16('北京'), '北京'],
  ['GBK-EUC-H', 'GB1', 'b1b1bea9', '北京'],
  ['UniCNS-UCS2-H', 'CNS1', utf16('臺北'), '臺北'],
  ['ETen-B5-H', 'CNS1', 'bb4fa55f', '臺北'],
  ['UniKS-UCS2-H', 'Korea1', utf16('서울'), '서울'],
  ['KSCms-UHC-H', 'Korea1', 'bcadbfef', '서울'],
  ['KSC-EUC-H', 'Korea1', 'bcadbfef', '서울'],
])('reads a PDF in %s of %s', async (encoding, ordering, hex, text) => {
  const bytes = new Uint8Array(encodedPdf(encoding, ordering, hex));
  expect((await readPdf(bytes)).trim()).toBe(text);
});

it('reads the pages before a broken one', async () => {
  const broken = pdf('Heliotrope').toString('latin1');
  const bytes = new Uint8Array(
    Buffer.from(broken.replace('/Kids [3 0 R] /Count 1', '/Kids [3 0 R 9 0 R] /Count 2'), 'latin1'),
  );
  expect((await readPdf(bytes)).trim()).toBe('Heliotrope');
});
