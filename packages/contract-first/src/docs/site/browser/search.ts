import { element, placeOf } from './elements.ts';

/** A page as the index has it: path, title, kind, method, words. */
type Entry = readonly [page: string, title: string, kind: string, method: string, words: string];
type Found = { readonly id: number };
type Index = {
  addAll(entries: readonly object[]): void;
  search(query: string): readonly Found[];
};

declare global {
  interface Window {
    /** Both are set by scripts of the site, since a page on a disk cannot fetch files. */
    contractDocsIndex?: readonly Entry[];
    MiniSearch?: new (options: object) => Index;
  }
}

const MOST = 30;

/** The one search over guides, operations and schemas. Its index is loaded when it is first opened. */
export function startSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>('.cf-search');
  const input = document.querySelector<HTMLInputElement>('#cf-query');
  const results = document.querySelector<HTMLElement>('#cf-results');
  const status = document.querySelector<HTMLElement>('.cf-search-status');
  if (!dialog || !input || !results || !status) return;
  const root = document.body.dataset.root ?? './';
  let index: Index | undefined;
  let entries: readonly Entry[] = [];

  const show = () => {
    results.replaceChildren();
    const query = input.value.trim();
    if (query === '' || !index) {
      status.textContent = index || query === '' ? '' : 'Loading …';
      return;
    }
    const found = index.search(query);
    status.textContent = found.length === 1 ? '1 result' : `${found.length} results`;
    for (const { id } of found.slice(0, MOST)) {
      const [page, title, kind, method, words] = entries[id] ?? ['', '', '', '', ''];
      const name = element('span', {}, title);
      const tag = method
        ? element(
            'span',
            { class: `cf-method ${/^[A-Z]+$/.test(method) ? method.toLowerCase() : ''}` },
            method,
          )
        : element('span', { class: 'cf-badge' }, kind);
      const link = element(
        'a',
        { href: `${root}${page}.html` },
        tag,
        name,
        element('small', {}, words.slice(0, 120)),
      );
      results.append(element('li', {}, link));
    }
  };
  const open = async () => {
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    if (index) return;
    status.textContent = 'Loading …';
    try {
      await Promise.all(
        ['minisearch.js', 'index.js'].map((name) => script(`${root}assets/${name}`)),
      );
    } catch {
      status.textContent = 'The search index cannot be loaded.';
      return;
    }
    const { MiniSearch, contractDocsIndex = [] } = window;
    if (!MiniSearch) return;
    entries = contractDocsIndex;
    index = new MiniSearch({
      fields: ['title', 'page', 'method', 'words'],
      tokenize: (text: string) =>
        text.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter(Boolean),
      searchOptions: {
        prefix: true,
        fuzzy: 0.15,
        combineWith: 'AND',
        boost: { title: 4, page: 2 },
      },
    });
    index.addAll(
      entries.map(([page, title, , method, words], id) => ({ id, title, page, method, words })),
    );
    show();
  };
  input.addEventListener('input', show);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') results.querySelector('a')?.focus();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    results.querySelector('a')?.click();
  });
  results.addEventListener('keydown', (event) => {
    const links = [...results.querySelectorAll('a')];
    const at = placeOf(links, document.activeElement);
    if (event.key === 'ArrowDown') links[at + 1]?.focus();
    else if (event.key === 'ArrowUp') (links[at - 1] ?? input).focus();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.querySelector('.cf-search-button')?.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const isTyping =
      event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    const isSlash = event.key === '/' && !isTyping;
    if (!isSlash && !(event.key === 'k' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    open();
  });
}

const script = (source: string): Promise<void> =>
  new Promise((loaded, failed) => {
    const made = element('script', { src: source });
    made.addEventListener('load', () => loaded());
    made.addEventListener('error', failed);
    document.head.append(made);
  });
