/**
 * What a page of a site consists of, before it is written as HTML or Markdown.
 *
 * Texts of a document appear here as they are; each writer escapes them.
 *
 * @module
 */

/** A piece of a line of text. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  /** A link to a page of the site, by its path. */
  | { readonly text: string; readonly page: string }
  /** A link to another site. */
  | { readonly text: string; readonly url: string }
  | { readonly badge: string; readonly tone?: Tone };

export type Tone = 'required' | 'warning' | 'method';

export type Line = readonly Inline[];

/** A parameter, a property, a header: a name, its type and what is said about it. */
export type Field = {
  readonly name: string;
  readonly type: Line;
  readonly badges: readonly Inline[];
  /** Markdown of the document. */
  readonly description: string | undefined;
  readonly notes: readonly Line[];
  /** What its value consists of, folded. */
  readonly inside: readonly Block[];
};

/** A part of a page. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 2 | 3 | 4;
      readonly text: string;
      /** What links lead to; unique on its page. */
      readonly id: string;
      readonly after?: Line;
    }
  /** Markdown of the document, which is untrusted. */
  | { readonly kind: 'prose'; readonly markdown: string }
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'list'; readonly lines: readonly Line[] }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  /** Alternatives of which a reader wants one, such as media types or languages. */
  | { readonly kind: 'tabs'; readonly label: string; readonly tabs: readonly Tab[] }
  /** Something that can be folded. */
  | {
      readonly kind: 'fold';
      readonly summary: Line;
      readonly blocks: readonly Block[];
      readonly isOpen?: boolean;
    }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly Line[])[];
    }
  | { readonly kind: 'endpoint'; readonly method: string; readonly path: string }
  | { readonly kind: 'links'; readonly links: readonly PageLink[] }
  | { readonly kind: 'downloads'; readonly files: readonly string[] };

export type Tab = { readonly label: string; readonly blocks: readonly Block[] };

/** A link to a page with what it is about. */
export type PageLink = {
  readonly page: string;
  readonly text: string;
  readonly method?: string | undefined;
  readonly about?: string | undefined;
  readonly isDeprecated?: boolean;
};

/** A sample of code. */
export type Sample = { readonly label: string; readonly language: string; readonly code: string };

/** What a page is about, for the search and the menu. */
export type PageKind =
  | 'overview'
  | 'guide'
  | 'group'
  | 'operation'
  | 'webhook'
  | 'schemas'
  | 'schema';

/** A page of a site. */
export type Page = {
  /** Such as `operations/files-list`; `index` for the first page. */
  readonly path: string;
  readonly kind: PageKind;
  readonly title: string;
  /** Above the title. */
  readonly eyebrow: string | undefined;
  /** One sentence about the page, as plain text. */
  readonly about: string;
  readonly method?: string | undefined;
  readonly main: readonly Block[];
  /** Samples and examples, next to the main part if there is room. */
  readonly aside: readonly Block[];
  readonly request?: ConsoleRequest | undefined;
  /** Words that the search finds the page by, apart from its title and text. */
  readonly keywords: string;
  /** The page in Markdown, if it was written so. */
  readonly source?: string;
  /** HTML that is finished and safe, of a guide. */
  readonly html?: string;
};

/** A group of the menu. */
export type MenuGroup = {
  readonly label: string;
  /** The page that lists what is in it. */
  readonly page: string | undefined;
  readonly links: readonly PageLink[];
};

export type Site = {
  readonly title: string;
  readonly version: string;
  readonly about: string;
  readonly pages: readonly Page[];
  readonly menu: readonly MenuGroup[];
};

/** What the console on a page needs to send a request of its operation. */
export type ConsoleRequest = {
  readonly method: string;
  readonly path: string;
  readonly servers: readonly string[];
  readonly parameters: readonly ConsoleParameter[];
  readonly bodies: readonly ConsoleBody[];
  readonly isBodyRequired: boolean;
  readonly credentials: readonly ConsoleCredential[];
};

export type ConsoleParameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly example: string;
  readonly choices: readonly string[];
  readonly style: string;
  readonly explode: boolean;
  readonly isList: boolean;
  readonly isJson: boolean;
};

export type ConsoleBody = {
  readonly mediaType: string;
  readonly example: string;
  /** The fields of a form; each is typed, or a file is chosen. */
  readonly fields?: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly isFile: boolean;
    readonly example: string;
  }[];
  readonly isFile: boolean;
};

/** A credential that a reader may type. */
export type ConsoleCredential = {
  readonly scheme: string;
  readonly kind: 'header' | 'query' | 'cookie' | 'bearer' | 'basic';
  readonly name: string;
};
