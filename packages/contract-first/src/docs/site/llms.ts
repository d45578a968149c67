import { oneLine } from '../../text/printable.ts';
import type { Site } from './blocks.ts';

/** A list of all pages in Markdown with what they are about (https://llmstxt.org). */
export function llmsText({ title, about, version, menu, pages }: Site): string {
  const known = new Map(pages.map((page) => [page.path, page]));
  const text = (words: string) => oneLine(words).replaceAll(/[[\]<>]/g, '\\$&');
  const groups = menu.map(({ label, links }) => {
    const lines = links.map(({ page, text: name, method }) => {
      const words = known.get(page)?.about ?? '';
      const after = words && words !== name ? `: ${text(words)}` : '';
      return `- [${method ? `${method} ` : ''}${text(name)}](${page}.md)${after}`;
    });
    return `## ${text(label)}\n\n${lines.join('\n')}`;
  });
  const head = `# ${text(title)}\n\n> ${text(about)}\n\nVersion ${text(version)}. The whole document: [openapi.json](openapi.json), [openapi.yaml](openapi.yaml).`;
  return `${[head, ...groups].join('\n\n')}\n`;
}
