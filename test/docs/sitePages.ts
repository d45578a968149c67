import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page as it was built: where its links lead, and what can be linked to. */
export type SitePage = {
  /** Its address from the site's first page on, such as `guide/files/`. */
  readonly path: string;
  readonly html: string;
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
};

/** All pages of a site, but for the one that a wrong address leads to. */
export async function pagesOf(folder: string): Promise<SitePage[]> {
  const files = await readdir(folder, { recursive: true });
  return Promise.all(
    files
      .filter((file) => /(^|\/)index\.html$/.test(file))
      .sort()
      .map(async (file) => {
        const html = await readFile(join(folder, file), 'utf8');
        // What is in scripts is no link, such as the whole contract in the reference.
        const markup = html.replaceAll(/<script\b[\s\S]*?<\/script>/g, '');
        return {
          path: file.replace(/index\.html$/, ''),
          html,
          links: valuesOf(markup, 'href|src'),
          ids: new Set(valuesOf(markup, 'id')),
        };
      }),
  );
}

const valuesOf = (html: string, attribute: string): string[] =>
  [...html.matchAll(new RegExp(`\\s(?:${attribute})="([^"]*)"`, 'g'))].map(([, value = '']) =>
    value.replaceAll('&amp;', '&'),
  );
