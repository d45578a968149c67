/**
 * A static site of a document: a page for each operation, webhook and shared schema.
 *
 * @module
 */
export type { Block, MenuGroup, Page, PageLink, Sample, Site } from './blocks.ts';
export { readSite, type SiteOptions } from './readSite.ts';
export { HtmlWriter, type PageAddresses } from './renderHtml.ts';
export { pageMarkdown } from './renderMarkdown.ts';
export { pageOfLink, type WriteSiteOptions, type WrittenSite, writeSite } from './writeSite.ts';
