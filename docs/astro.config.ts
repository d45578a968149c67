import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { pageMarkdown } from './site/pageMarkdown.ts';

const { DOCS_BASE, DOCS_SITE } = process.env;
// As GitHub Pages has it by default: below the repository's name.
const base = DOCS_BASE || '/file-organizer/';

export default defineConfig({
  base,
  ...(DOCS_SITE ? { site: DOCS_SITE } : {}),
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist/site',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  markdown: { processor: satteri({ mdastPlugins: [pageMarkdown(base)] }) },
  integrations: [
    starlight({
      title: 'File Organizer',
      description: 'An HTTP API that keeps a folder of real files in order',
      favicon: '/favicon.svg',
      customCss: ['./site/styles.css'],
      expressiveCode: {
        themes: ['github-dark', 'github-light'],
        defaultProps: { frame: 'none' },
        styleOverrides: { borderRadius: '0.4rem' },
      },
      sidebar: [
        {
          label: 'Start',
          items: ['index', 'walkthrough'],
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
          items: ['server/settings', 'server/backup', 'server/proxy'],
        },
        {
          label: 'The contract',
          items: [
            { label: 'Reference', link: '/reference/' },
            'toolkit',
            'mock',
            'proof',
            'problems',
            'architecture',
            'benchmarks',
            'changelog',
          ],
        },
      ],
    }),
  ],
});
