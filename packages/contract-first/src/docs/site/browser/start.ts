import { startConsoles } from './console.ts';
import { startCopying } from './copy.ts';
import { remember } from './elements.ts';
import { startSearch } from './search.ts';
import { startTabs } from './tabs.ts';

/** What the parts of a page do, wherever they are shown. */
export function startParts(root: ParentNode): void {
  startTabs(root);
  startCopying(root);
  startConsoles(root);
}

/** What the frame of a page does. */
export function startFrame(): void {
  const menu = document.querySelector<HTMLButtonElement>('.cf-menu-button');
  menu?.addEventListener('click', () => {
    const isOpen = document.body.classList.toggle('cf-open');
    menu.setAttribute('aria-expanded', String(isOpen));
  });
  document.querySelector('.cf-theme-button')?.addEventListener('click', () => {
    const { theme } = document.documentElement.dataset;
    const isDark =
      theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
    const next = isDark ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    remember('theme', next);
  });
  const current = document.querySelector('.cf-menu [aria-current]');
  current?.scrollIntoView({ block: 'center' });
  startSearch();
}
