import type { FileType } from '../contract.ts';
import type { MethodologyRules } from './methodology.ts';

/** The folder of each kind. */
export const typeFolders: Readonly<Record<FileType, string>> = {
  document: 'Documents',
  image: 'Images',
  audio: 'Audio',
  video: 'Videos',
  archive: 'Archives',
  code: 'Code',
  other: 'Other',
};

/** What a kind is called in a reason. */
const kinds: Readonly<Record<FileType, string>> = {
  document: 'a document',
  image: 'an image',
  audio: 'audio',
  video: 'a video',
  archive: 'an archive',
  code: 'source code',
  other: 'of no known kind',
};

/** By kind of file; the content is believed before the extension. */
export const organizeByType: MethodologyRules = () => (item) => {
  if (item.kind === 'bundle') return undefined;
  const { name, type, mediaType, sniffed } = item;
  return {
    folder: typeFolders[type],
    reason: `${name} is ${kinds[type]} (${mediaType}, by its ${sniffed ? 'content' : 'name'})`,
    confidence: type === 'other' ? 0.5 : sniffed ? 0.99 : 0.9,
    needsReview: type === 'other',
  };
};
