/**
 * The frame of a page: its head, the menu, the search and the links around its content.
 *
 * @module
 */
import type { MenuGroup, Page, Site } from './blocks.ts';
import { type Html, html } from './html.ts';
import { methodHtml, type PageAddresses } from './renderHtml.ts';

/**
 * Only files of the site run and are shown. The console connects to the server that the reader chooses.
 * A page on a disk has no origin that `'self'` could mean, so that its files are allowed by their scheme.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self' file:",
  "style-src 'self' file:",
  "img-src 'self' file: data: blob:",
  'connect-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export type Frame = {
  readonly site: Site;
  /** The address that the site is published at, such as `https://docs.example.com/`. */
  readonly url: string | undefined;
  /** How many operations a menu lists in full. */
  readonly isWholeMenu: boolean;
};

/** A whole page as HTML. */
export function framed(page: Page, content: Html, at: PageAddresses, frame: Frame): string {
  const { site, url } = frame;
  const title = page.kind === 'overview' ? site.title : `${page.title} · ${site.title}`;
  const address = url && new URL(page.path === 'index' ? '' : `${page.path}.html`, url).href;
  const root = at.file('').replace(/^$/, './');
  const document = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${page.about}">
<meta name="color-scheme" content="light dark">
<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.about}">
<meta property="og:site_name" content="${site.title}">
${
  url &&
  html`<link rel="canonical" href="${address}">
<meta property="og:url" content="${address}">
<meta property="og:image" content="${new URL('social.png', url).href}">
<meta name="twitter:card" content="summary_large_image">`
}
<link rel="alternate" type="text/markdown" href="${at.file(`${page.path}.md`)}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${at.file('assets/site.css')}">
<script src="${at.file('assets/theme.js')}"></script>
<script src="${at.file('assets/site.js')}" defer></script>
</head>
<body class="cf-site" data-root="${root}">
<a class="cf-skip" href="#content">Skip to content</a>
<header class="cf-top">
<button class="cf-menu-button" type="button" aria-expanded="false" aria-controls="menu">Menu</button>
<a class="cf-brand" href="${at.href('index')}">${site.title}</a>
<button class="cf-search-button" type="button"><span>Search</span> <kbd>/</kbd></button>
<button class="cf-theme-button" type="button">Theme</button>
</header>
<div class="cf-body">
<nav class="cf-menu" id="menu" aria-label="Pages">${menuHtml(page, at, frame)}</nav>
<main class="cf-content" id="content" tabindex="-1">
${page.eyebrow && html`<p class="cf-eyebrow">${page.eyebrow}</p>`}
<h1>${page.title}</h1>
${content}
<footer class="cf-footer">${aroundHtml(page, at, site)}<p><a href="${at.file(`${page.path}.md`)}">This page as Markdown</a></p></footer>
</main>
</div>
<dialog class="cf-search" aria-label="Search"><form method="dialog"><label for="cf-query">Search guides, operations and schemas</label><input id="cf-query" type="search" autocomplete="off" spellcheck="false" aria-controls="cf-results"><button type="submit">Close</button></form><p class="cf-search-status" role="status"></p><ul id="cf-results"></ul></dialog>
</body>
</html>
`;
  return document.text;
}

function menuHtml(page: Page, at: PageAddresses, { site, isWholeMenu }: Frame): Html {
  const current = (path: string) => path === page.path && html` aria-current="page"`;
  const group = ({ label, page: list, links }: MenuGroup): Html => {
    const isHere = list === page.path || links.some((link) => link.page === page.path);
    const isListed = isHere || (isWholeMenu && !list?.startsWith('schemas'));
    if (!isListed && list)
      return html`<li><a class="cf-group" href="${at.href(list)}">${label} <small>${links.length}</small></a></li>`;
    return html`<li><details open><summary>${label}</summary><ul>${
      list && html`<li><a href="${at.href(list)}"${current(list)}>Overview</a></li>`
    }${links.map(
      (link) =>
        html`<li><a href="${at.href(link.page)}"${current(link.page)}><span>${link.text}</span>${link.method && methodHtml(link.method)}</a></li>`,
    )}</ul></details></li>`;
  };
  return html`<ul><li><a class="cf-group" href="${at.href('index')}"${current('index')}>Overview</a></li>${site.menu.map(group)}</ul>`;
}

/** The pages before and after a page in the menu. */
function aroundHtml(page: Page, at: PageAddresses, { menu }: Site): Html {
  const links = menu.flatMap((group) => group.links);
  const here = links.findIndex((link) => link.page === page.path);
  const [before, after] = here < 0 ? [] : [links[here - 1], links[here + 1]];
  return html`<nav class="cf-around" aria-label="Previous and next page">${before && html`<a rel="prev" href="${at.href(before.page)}"><small>Previous</small>${before.text}</a>`}${after && html`<a rel="next" href="${at.href(after.page)}"><small>Next</small>${after.text}</a>`}</nav>`;
}
