import table from './fileTypes.json' with { type: 'json' };
import type { FileType } from './resources.ts';

const UNKNOWN = { mime_type: 'application/octet-stream', type: 'other' } as const;

const known = new Map(
  Object.entries(table).flatMap(([type, mediaTypes]) =>
    Object.entries(mediaTypes).map(
      // `Object.entries` loses the type of the keys.
      ([extension, mime_type]) => [extension, { mime_type, type: type as FileType }] as const,
    ),
  ),
);

/**
 * The media type and the kind of a file, by its name. The table is generated from the server's rule
 * (`test/mock/fileTypes.test.ts`), so that both agree.
 */
export function typeOf(name: string): { readonly mime_type: string; readonly type: FileType } {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  // Some mean something else in capitals: `.MTS` is video, `.mts` is TypeScript.
  return known.get(extension) ?? known.get(extension.toLowerCase()) ?? UNKNOWN;
}
