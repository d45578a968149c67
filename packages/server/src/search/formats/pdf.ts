import { fileURLToPath } from 'node:url';
import { getDocumentProxy } from 'unpdf';
import { GatheredText } from './gatheredText.ts';

/**
 * The predefined CMaps (ISO 32000-2, 9.7.5.2). A PDF may refer to them for Chinese, Japanese or
 * Korean characters without containing them.
 */
const cMapUrl = fileURLToPath(new URL('cmaps/', import.meta.resolve('pdfjs-dist/package.json')));

/**
 * The beginning of the text of a PDF (ISO 32000-2). Unreadable pages are omitted.
 *
 * @throws Error if it is not a PDF, is encrypted with a password, or has no readable page
 */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0, cMapUrl, cMapPacked: true });
  const text = new GatheredText();
  let failure: unknown;
  for (let number = 1; number <= pdf.numPages && !text.isFull; number++) {
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      for (const item of items) {
        if (!('str' in item)) continue;
        text.add(item.str);
        if (item.hasEOL) text.break();
      }
      page.cleanup();
    } catch (error) {
      failure ??= error;
    }
    text.endPart();
  }
  if (failure !== undefined && text.text.trim() === '') throw failure;
  return text.text;
}
