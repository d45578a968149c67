import { readFile } from 'node:fs/promises';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro/content/config';
import { glob, type Loader } from 'astro/loaders';
import { pageFiles, pageId } from './pageAddress.ts';

/** Loads pages whose title is their first heading, as anybody expects who reads the files. */
function pages(): Loader {
  const files = glob({
    base: '..',
    pattern: pageFiles,
    generateId: ({ entry }) => pageId(entry),
  });
  return {
    ...files,
    name: 'pages',
    load: (context) =>
      files.load({
        ...context,
        parseData: async (page) => {
          const title =
            page.filePath && /^# (.+)$/m.exec(await readFile(page.filePath, 'utf8'))?.[1];
          return context.parseData({ ...page, data: { ...(title && { title }), ...page.data } });
        },
      }),
  };
}

export const collections = {
  docs: defineCollection({ loader: pages(), schema: docsSchema() }),
  changes: defineCollection({
    loader: glob({
      base: '..',
      pattern: ['.changeset/*.md', '!.changeset/README.md', 'packages/*/CHANGELOG.md'],
    }),
  }),
};
