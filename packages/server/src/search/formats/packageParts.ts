/**
 * Finds the parts of an office document that contain its text. Office Open XML (ISO/IEC 29500-2)
 * connects parts by relationships, whatever their names; OpenDocument (ISO/IEC 26300-2) has fixed
 * names.
 *
 * @module
 */
import { posix } from 'node:path';
import { Parser } from 'htmlparser2';
import { decodeDeclared } from '../decode.ts';
import { TooLarge, type ZipArchive } from './zipArchive.ts';

/** A part with text. */
export type Part = {
  readonly name: string;
  /** `foreign`: a document in another format that continues the text. */
  readonly kind: 'ooxml' | 'odf' | 'foreign';
};

/** The types of relationships to parts with text, by the end of their names. */
const telling = new Set(
  `officeDocument header footer footnotes endnotes comments worksheet chartsheet dialogsheet
   sharedStrings threadedComment drawing chart chartEx diagramData slide notesSlide aFChunk`.split(
    /\s+/,
  ),
);

/** The usual names of parts, for documents without relationships. */
const usualNames =
  /^(word\/(document|footnotes|endnotes|comments|header\d*|footer\d*)|xl\/(sharedStrings|worksheets\/[^/]+)|ppt\/(slides|notesSlides)\/[^/]+)\.xml$/i;

/** The content, that of embedded objects, and the styles, which contain headers and footers. */
const odfNames = /^((.+\/)?content|styles)\.xml$/;

/** The parts of a document with its text, the main one first. */
export async function partsOf(archive: ZipArchive): Promise<readonly Part[]> {
  const related = await relatedParts(archive);
  if (related.length > 0) return related;
  const usual = archive.names.filter((name) => usualNames.test(name));
  if (usual.length > 0) return usual.map((name) => ({ name, kind: 'ooxml' }));
  return archive.names.filter((name) => odfNames.test(name)).map((name) => ({ name, kind: 'odf' }));
}

async function relatedParts(archive: ZipArchive): Promise<Part[]> {
  const parts = new Map<string, Part>();
  const sources = [''];
  for (const source of sources) {
    for (const { name, type } of await relationshipsOf(archive, source)) {
      if (parts.has(name) || !archive.has(name)) continue;
      parts.set(name, { name, kind: type === 'aFChunk' ? 'foreign' : 'ooxml' });
      sources.push(name);
    }
  }
  return [...parts.values()];
}

/** The parts that a part refers to; the empty name stands for the whole package. */
async function relationshipsOf(
  archive: ZipArchive,
  source: string,
): Promise<{ readonly name: string; readonly type: string }[]> {
  const folder = posix.dirname(source);
  const name = posix.join(folder, '_rels', `${posix.basename(source)}.rels`);
  if (!archive.has(name)) return [];
  const found: { readonly name: string; readonly type: string }[] = [];
  const parser = new Parser(
    {
      onopentag(tag, { Type = '', Target = '', TargetMode }) {
        const type = Type.slice(Type.lastIndexOf('/') + 1);
        if (!tag.endsWith('Relationship') || TargetMode === 'External' || !telling.has(type))
          return;
        found.push({ name: targetOf(folder, Target), type });
      },
    },
    { xmlMode: true },
  );
  try {
    parser.end(decodeDeclared(await archive.whole(name), undefined));
  } catch (error) {
    if (error instanceof TooLarge) throw error;
  }
  return found;
}

/** The name of the part that a relationship of a part in this folder refers to. */
function targetOf(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const name = path.startsWith('/') ? path : posix.join('/', folder, path);
  try {
    return posix.normalize(decodeURIComponent(name)).slice(1).toLowerCase();
  } catch {
    return posix.normalize(name).slice(1).toLowerCase();
  }
}
