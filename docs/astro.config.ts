import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig, passthroughImageService } from 'astro/config';
import { pageMarkdown } from './site/pageMarkdown.ts';
import { referenceMenu } from './site/referencePages.ts';
import { stackedTables } from './site/stackedTables.ts';
import { addressOf } from './versions.ts';

const { DOCS_SITE, DOCS_VERSION } = process.env;
const base = addressOf(DOCS_VERSION);

export default defineConfig({
  base,
  ...(DOCS_SITE ? { site: DOCS_SITE } : {}),
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist/site',
  trailingSlash: 'always',
  // The pictures are small as they are.
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  markdown: {
    processor: satteri({ mdastPlugins: [pageMarkdown(base)], hastPlugins: [stackedTables] }),
  },
  integrations: [
    starlight({
      title: 'File Organizer',
      description: 'An HTTP API that keeps a folder of real files in order',
      favicon: '/favicon.svg',
      customCss: ['./site/styles.css', './site/reference.css'],
      expressiveCode: {
        themes: ['github-dark', 'github-light'],
        defaultProps: { frame: 'none' },
        styleOverrides: { borderRadius: '0.4rem' },
      },
      // Search engines are to find the newest pages.
      head: DOCS_VERSION ? [{ tag: 'meta', attrs: { name: 'robots', content: 'noindex' } }] : [],
      // The place of a choice that this site has no use for, on a desk and on a phone.
      components: { LanguageSelect: './site/components/VersionSelect.astro' },
      sidebar: [
        {
          label: 'Start',
          items: [
            'index',
            'walkthrough',
            'guide/web-page',
            'guide/command',
            'guide/safety',
            'glossary',
            'changelog',
          ],
        },
        {
          label: 'API reference',
          items: [...referenceMenu, 'try', 'problems'],
        },
        {
          label: 'API clients',
          items: [
            { label: 'Overview', slug: 'guide/clients' },
            'guide/authentication',
            'guide/files',
            'guide/organization',
            'guide/search-and-duplicates',
            'guide/events',
            'guide/rate-limits',
            'guide/errors',
            'guide/best-practices',
            'guide/journeys',
            'mock',
          ],
        },
        {
          label: 'How files are organized',
          items: [
            { label: 'What they share', slug: 'methodologies' },
            'methodologies/para',
            'methodologies/johnny-decimal',
            'methodologies/type',
            'methodologies/date',
          ],
        },
        {
          label: 'Running the server',
          items: [
            'server/settings',
            'server/security',
            'server/backup',
            'server/postgres',
            'server/object-storage',
            'server/proxy',
            'benchmarks',
            'growth',
          ],
        },
        {
          label: 'Contract first',
          // The index of decisions links to each record.
          items: [
            'toolkit',
            'any-document',
            'clients-corpus',
            'mock-corpus',
            'breaking-changes',
            'governance',
            'features',
            'verify',
            'proof',
            'guide/grading',
            'architecture',
            'decisions',
          ],
        },
        {
          label: 'Clients for any document',
          items: [
            'clients/generate',
            'clients/names',
            'clients/values',
            'clients/lists',
            'clients/errors',
            'clients/authentication',
            'clients/streams',
            'clients/webhooks',
            'clients/files',
            'clients/github',
            'clients/migration',
            'clients/options',
          ],
        },
      ],
    }),
  ],
});
