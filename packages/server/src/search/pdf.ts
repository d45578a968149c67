import { getDocumentProxy } from 'unpdf';
import { MOST_TEXT } from './text.ts';

/**
 * The beginning of the text of a PDF (ISO 32000-2).
 *
 * @throws Error for what is no PDF, or is encrypted with a password
 */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 });
  let text = '';
  for (let number = 1; number <= pdf.numPages && text.length < MOST_TEXT; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) {
      if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
    }
    text += '\n';
    page.cleanup();
  }
  return text.slice(0, MOST_TEXT);
}
