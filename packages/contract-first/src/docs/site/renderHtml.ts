/**
 * Writes the parts of a page as HTML.
 *
 * @module
 */
import type { Block, Field, Inline, Line, Page, PageLink, Tab } from './blocks.ts';
import { highlighted } from './highlight.ts';
import { Html, html, scriptJson } from './html.ts';
import { type LinkTarget, markdownHtml } from './markdownHtml.ts';

/** Where pages are, seen from the page that is written. */
export type PageAddresses = {
  /** The address of a page, by its path. */
  readonly href: (page: string) => string;
  /** The address of a file of the site, such as `openapi.json`. */
  readonly file: (path: string) => string;
  /** Where a link in a description leads that is no address. */
  readonly target: LinkTarget;
};

/** Writes blocks of a page. */
export class HtmlWriter {
  readonly #at: PageAddresses;
  readonly #prose = new Map<string, string>();
  #groups = 0;

  constructor(at: PageAddresses) {
    this.#at = at;
  }

  /** The content of a page, without the frame around it. */
  page(page: Page): Html {
    this.#groups = 0;
    const main = page.html === undefined ? this.blocks(page.main) : new Html(page.html);
    const aside = [this.blocks(page.aside), page.request && consoleHtml(page.request)];
    const hasAside = page.aside.length > 0 || page.request !== undefined;
    return hasAside
      ? html`<div class="cf-columns"><div class="cf-main">${main}</div><div class="cf-aside">${aside}</div></div>`
      : html`<div class="cf-main">${main}</div>`;
  }

  blocks(blocks: readonly Block[]): Html {
    return html`${blocks.map((block) => this.#block(block))}`;
  }

  #block(block: Block): Html {
    switch (block.kind) {
      case 'heading': {
        const { text, id, after } = block;
        const inner = html`${text}${after && html` <span class="cf-after">${this.line(after)}</span>`}`;
        if (block.level === 2) return html`<h2 id="${id}">${inner}</h2>\n`;
        return block.level === 3
          ? html`<h3 id="${id}">${inner}</h3>\n`
          : html`<h4 id="${id}">${inner}</h4>\n`;
      }
      case 'prose':
        return html`<div class="cf-prose">${this.#markdown(block.markdown)}</div>\n`;
      case 'line':
        return html`<p>${this.line(block.line)}</p>\n`;
      case 'list':
        return html`<ul>${block.lines.map((line) => html`<li>${this.line(line)}</li>`)}</ul>\n`;
      case 'fields':
        return html`<ul class="cf-fields">${block.fields.map((field) => this.#field(field))}</ul>\n`;
      case 'code':
        return codeHtml(block.text, block.language);
      case 'tabs':
        return this.#tabs(block.label, block.tabs);
      case 'fold': {
        // A summary is a button, which can contain no link: those of its line are inside.
        const links = block.summary.filter(isLink);
        const summary = block.summary.map((part) => (isLink(part) ? part.text : part));
        const linked =
          links.length > 0 && html`<p>${links.map((link) => html`${this.#inline(link)} `)}</p>`;
        return html`<details class="cf-fold"${block.isOpen && new Html(' open')}><summary>${this.line(summary)}</summary><div>${linked}${this.blocks(block.blocks)}</div></details>\n`;
      }
      case 'table':
        return html`<table class="cf-table"><thead><tr>${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${block.rows.map(
          (row) =>
            html`<tr>${row.map((cell, at) => html`<td data-label="${block.head[at] ?? ''}">${this.line(cell)}</td>`)}</tr>`,
        )}</tbody></table>\n`;
      case 'endpoint':
        return html`<p class="cf-endpoint">${methodHtml(block.method)} <code>${breakable(block.path)}</code></p>\n`;
      case 'links':
        return html`<ul class="cf-links">${block.links.map((link) => this.#link(link))}</ul>\n`;
      case 'downloads':
        return html`<p class="cf-downloads">${block.files.map((file) => html`<a href="${this.#at.file(file)}" download>${file}</a> `)}</p>\n`;
    }
  }

  line(line: Line): Html {
    return html`${line.map((part) => this.#inline(part))}`;
  }

  #inline(part: Inline): Html {
    if (typeof part === 'string') return html`${part}`;
    if ('code' in part) return html`<code>${part.code}</code>`;
    if ('strong' in part) return html`<strong>${part.strong}</strong>`;
    if ('badge' in part)
      return html`<span class="cf-badge ${part.tone ?? ''}">${part.badge}</span>`;
    if ('page' in part) return html`<a href="${this.#at.href(part.page)}">${part.text}</a>`;
    return /^(https?:\/\/|mailto:)/i.test(part.url)
      ? html`<a href="${part.url}" rel="noopener noreferrer">${part.text}</a>`
      : html`${part.text}`;
  }

  #field({ name, type, badges, description, notes, inside }: Field): Html {
    const head = html`<div class="cf-field"><code class="cf-name">${breakable(name)}</code> <span class="cf-type">${this.line(type)}</span> ${badges.map((badge) => html`${this.#inline(badge)} `)}</div>`;
    const about = description && html`<div class="cf-prose">${this.#markdown(description)}</div>`;
    const rules =
      notes.length > 0 &&
      html`<ul class="cf-notes">${notes.map((note) => html`<li>${this.line(note)}</li>`)}</ul>`;
    return html`<li>${head}${about}${rules}${this.blocks(inside)}</li>\n`;
  }

  #tabs(label: string, tabs: readonly Tab[]): Html {
    const [only] = tabs;
    if (tabs.length === 1 && only) {
      return html`<p class="cf-only">${only.label}</p>${this.blocks(only.blocks)}`;
    }
    const group = ++this.#groups;
    return html`<div class="cf-tabs" data-label="${label}">${tabs.map(
      ({ label: name, blocks }, at) =>
        html`<section class="cf-tab" id="tab-${group}-${at}" data-tab="${name}"><p class="cf-only">${name}</p>${this.blocks(blocks)}</section>`,
    )}</div>\n`;
  }

  #link({ page, text, method, about, isDeprecated }: PageLink): Html {
    return html`<li><a href="${this.#at.href(page)}">${method && methodHtml(method)}<span>${text}</span></a>${isDeprecated && html` <span class="cf-badge warning">Deprecated</span>`}${about && html`<span class="cf-about">${about}</span>`}</li>`;
  }

  /** Descriptions are often the same. */
  #markdown(markdown: string): Html {
    let text = this.#prose.get(markdown);
    if (text === undefined) {
      text = markdownHtml(markdown, { target: this.#at.target });
      this.#prose.set(markdown, text);
    }
    return new Html(text);
  }
}

/** The name of a method in its colour. */
export const methodHtml = (method: string): Html =>
  html`<span class="cf-method ${/^[a-z]+$/i.test(method) ? method.toLowerCase() : ''}">${method.toUpperCase()}</span>`;

/** A long name that may be broken after its separators. */
const breakable = (text: string): Html =>
  html`${text
    .split(/(?<=[/._{}[\]-])/)
    .flatMap((part, at) => (at === 0 ? [part] : [new Html('<wbr>'), part]))}`;

const codeHtml = (text: string, language: string): Html =>
  html`<div class="cf-code"><pre tabindex="0"><code>${highlighted(text, language)}</code></pre></div>\n`;

const consoleHtml = (request: NonNullable<Page['request']>): Html =>
  html`<details class="cf-console"><summary>Send this request</summary><script type="application/json">${scriptJson(request)}</script><noscript>The console needs JavaScript.</noscript></details>`;

const isLink = (part: Inline): part is Extract<Inline, { readonly text: string }> =>
  typeof part === 'object' && 'text' in part;
