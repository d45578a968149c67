import { element } from './elements.ts';

/** Gives each block of code a button that copies it. */
export function startCopying(root: ParentNode): void {
  for (const code of root.querySelectorAll<HTMLElement>('.cf-code')) {
    const button = element('button', { type: 'button', class: 'cf-copy' }, 'Copy');
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.querySelector('code')?.textContent ?? '');
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Press Ctrl+C';
        const range = document.createRange();
        range.selectNodeContents(code.querySelector('code') ?? code);
        getSelection()?.removeAllRanges();
        getSelection()?.addRange(range);
      }
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2000);
    });
    code.append(button);
  }
}
