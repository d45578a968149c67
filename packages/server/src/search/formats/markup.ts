/** Extracts the text of HTML and XML. */

import { Parser } from 'htmlparser2';
import { declaredIn, decodeDeclared } from '../decode.ts';
import { MOST_TEXT } from '../text.ts';
import { GatheredText } from './gatheredText.ts';

/** How much is parsed at once, in characters. */
const PIECE = 64 * 1024;

/**
 * Inline elements, which do not split words: those of HTML (HTML Living Standard, 4.5) and of SVG.
 */
const inline = new Set(
  `a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc
   ruby s samp small span strike strong sub sup time tt u var wbr tspan`.split(/\s+/),
);
/** Asides: the reading of characters, and the brackets around it. */
const asides = new Set(['rt', 'rp']);
/** Elements without text. Their content is found in the source. */
const silent = new Set(['script', 'style', 'template']);
/** Attributes whose values are text. */
const spoken = [
  'alt',
  'title',
  'label',
  'placeholder',
  'content',
  'aria-label',
  'summary',
  'value',
];

/** The text of an HTML document followed by its source, so that both words and tags are found. */
export const readHtml = (bytes: Uint8Array): string =>
  withSource(decodeDeclared(bytes, declaredIn(bytes)), false);

/** The same for any XML document. */
export const readXml = (bytes: Uint8Array): string =>
  withSource(decodeDeclared(bytes, declaredIn(bytes)), true);

function withSource(source: string, xmlMode: boolean): string {
  const text = textOfMarkup(source, xmlMode);
  return `${text}\n${source}`.slice(0, MOST_TEXT);
}

/** The text of a document in HTML, or in XML. */
export function textOfMarkup(source: string, xmlMode = false): string {
  const text = new GatheredText();
  let silence = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (!inline.has(name)) text.break();
        if (asides.has(name)) text.beginAside();
        if (silent.has(name)) silence++;
        for (const each of spoken) if (attributes[each]) text.add(`${attributes[each]}\n`);
      },
      onclosetag(name) {
        if (silent.has(name)) silence--;
        if (asides.has(name)) text.endAside();
        if (!inline.has(name)) text.break();
      },
      ontext(data) {
        if (silence === 0) text.add(data);
      },
    },
    { xmlMode },
  );
  for (let at = 0; at < source.length && !text.isFull; at += PIECE) {
    parser.write(source.slice(at, at + PIECE));
  }
  parser.end();
  text.endPart();
  return text.text;
}
