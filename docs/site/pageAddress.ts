/** Where the pages of the site come from, and the addresses that they have. */

/** The files that are pages, from the repository's root. */
export const pageFiles = [
  'docs/*.{md,mdx}',
  'docs/{guide,clients,methodologies,server,decisions}/*.{md,mdx}',
  'ARCHITECTURE.md',
];

/**
 * The id of a page, which is its address without slashes around it.
 *
 * @param file from the repository's root, such as `docs/methodologies/README.md`
 * @returns such as `methodologies`; `index` for the first page
 */
export const pageId = (file: string): string =>
  file
    .replace(/^docs\//, '')
    .replace(/\.mdx?$/, '')
    .replace(/\/README$/, '')
    .toLowerCase();

/** Whether a file, from the repository's root, is a page. */
export const isPage = (file: string): boolean =>
  /^docs\/((guide|clients|methodologies|server|decisions)\/)?[\w-]+\.mdx?$/.test(file) ||
  file === 'ARCHITECTURE.md';
