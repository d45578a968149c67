/**
 * Markdown of a document as HTML. A document is untrusted: what could run, load or pose as a part of the
 * page is removed by an allow list, whatever it is written in.
 *
 * @module
 */
import { Marked } from 'marked';
import sanitize from 'sanitize-html';
import { escaped } from './html.ts';

const marked = new Marked({ gfm: true, async: false });

/** Where a link or a picture of a description leads: a page or file of the site, or undefined for none. */
export type LinkTarget = (href: string) => string | undefined;

/** Headings have the ids that GitHub gives them, each once in a text. */
function markedWithIds(): Marked {
  const taken = new Set<string>();
  return new Marked({
    gfm: true,
    async: false,
    renderer: {
      heading({ tokens, depth, text }) {
        const base = plainText(text)
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
          .replaceAll(/\s/g, '-');
        let id = base;
        for (let at = 1; taken.has(id); at++) id = `${base}-${at}`;
        taken.add(id);
        return `<h${depth} id="${escaped(id)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
}

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

const tags = [
  ...[
    'p',
    'br',
    'hr',
    'blockquote',
    'pre',
    'code',
    'kbd',
    'samp',
    'var',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
  ],
  ...[
    'a',
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'del',
    'ins',
    'mark',
    'small',
    'sub',
    'sup',
    'abbr',
    'q',
  ],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'h3', 'h4', 'h5', 'h6'],
];

/** A text in which Markdown and HTML have nothing to say. */
const isPlain = /^(?!\s|[-+]|\d+[.)])(?:(?!www\.|:\/\/|\bmailto:)[^\\`*_{}[\]<>#!|~&@\n\r=])*$/;

/**
 * Writes Markdown as HTML without scripts, styles, forms and embedded content. Images of other hosts become
 * links, since the page makes no request to them; those of the site are shown.
 *
 * @param lowest the level of the highest heading in the text
 * @param target where links lead that are no addresses, such as `#tag/pets`
 * @param picture the addresses of pictures of the site
 * @param hasIds whether headings have ids
 */
export function markdownHtml(
  markdown: string,
  {
    lowest = 3,
    target = () => undefined,
    picture = () => undefined,
    hasIds = false,
  }: {
    readonly lowest?: number;
    readonly target?: LinkTarget;
    readonly picture?: LinkTarget;
    readonly hasIds?: boolean;
  } = {},
): string {
  if (isPlain.test(markdown)) return `<p>${escaped(markdown)}</p>\n`;
  // The title of the page is its only heading of level 1.
  const level = (at: number) => `h${Math.min(Math.max(2, at + lowest), 6)}`;
  const moved = Object.fromEntries(headings.map((name, at) => [name, level(at)]));
  const parser = hasIds ? markedWithIds() : marked;
  return sanitize(parser.parse(markdown, { async: false }), {
    allowedTags: [...tags, 'img', ...(lowest < 3 ? ['h2'] : [])],
    allowedAttributes: {
      a: ['href', 'rel', 'title'],
      ol: ['start'],
      th: ['colspan', 'rowspan', 'align'],
      td: ['colspan', 'rowspan', 'align'],
      pre: [{ name: 'tabindex', multiple: false, values: ['0'] }],
      abbr: ['title'],
      img: ['src', 'alt', 'loading'],
      ...(hasIds && Object.fromEntries(headings.map((name) => [name, ['id']]))),
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'template',
      'xmp',
      'iframe',
    ],
    transformTags: {
      ...moved,
      a: (tagName, attributes) => ({ tagName, attribs: linkOf(attributes, target) }),
      img: (_, { src = '', alt = '' }) => {
        const own = picture(src);
        if (own !== undefined) {
          return { tagName: 'img', attribs: { src: own, alt, loading: 'lazy' } };
        }
        const isAddress = /^https?:\/\//i.test(src);
        return {
          tagName: isAddress ? 'a' : 'small',
          attribs: isAddress ? { href: src, rel: 'noopener noreferrer' } : {},
          text: alt || (isAddress ? src : ''),
        };
      },
      pre: (tagName) => ({ tagName, attribs: { tabindex: '0' } }),
    },
  });
}

function linkOf(
  { href = '', title }: Readonly<Record<string, string>>,
  target: LinkTarget,
): Record<string, string> {
  const own = title ? { title } : {};
  if (/^(https?:|mailto:)/i.test(href)) return { href, rel: 'noopener noreferrer', ...own };
  const page = target(href);
  return page === undefined ? own : { href: page, ...own };
}

/** The first sentence of a Markdown text as plain text, for lists and search results. */
export function plainSentence(markdown: string, most = 160): string {
  const text = plainText(markdown);
  const end = /^.{20,}?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  return end.length > most ? `${end.slice(0, most - 1).trimEnd()}…` : end;
}

/** A Markdown text without its markup. */
export const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/<[^<>]*>/g, ' ')
    // None of these reads a character more than twice, for descriptions are untrusted.
    .replaceAll(/!?\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g, '$1')
    .replaceAll(/[`*#>|]+|^[^\S\n]*[-+]\s/gm, ' ')
    .replaceAll(/&(?:nbsp|#160);/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
