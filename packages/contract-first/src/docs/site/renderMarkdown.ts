/**
 * Writes pages as Markdown, for machines that read text.
 *
 * @module
 */
import { endpointOf } from '../../document/model.ts';
import { markdownCode, markdownText, tableCell } from '../../text/markdown.ts';
import type { Block, Field, Inline, Line, Page, PageLink } from './blocks.ts';

/** The address of another page in Markdown, seen from the page that is written. */
export type MarkdownAddress = (page: string) => string;

/** A page as Markdown. */
export function pageMarkdown(page: Page, address: MarkdownAddress): string {
  if (page.source !== undefined) return page.source;
  const write = new MarkdownWriter(address);
  const parts = [
    `# ${markdownText(page.title)}`,
    ...write.blocks(page.main),
    ...write.blocks(page.aside),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

class MarkdownWriter {
  readonly #address: MarkdownAddress;

  constructor(address: MarkdownAddress) {
    this.#address = address;
  }

  blocks(blocks: readonly Block[]): string[] {
    return blocks.map((block) => this.#block(block));
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'heading':
        return `${'#'.repeat(block.level)} ${markdownText(block.text)}${block.after ? ` ${this.#line(block.after)}` : ''}`;
      case 'prose':
        return block.markdown.trim();
      case 'line':
        return this.#line(block.line);
      case 'list':
        return block.lines.map((line) => `- ${this.#line(line)}`).join('\n');
      case 'fields':
        return this.#fields(block.fields, '');
      case 'code':
        return fenced(block.text, block.language);
      case 'tabs':
        return block.tabs
          .map(({ label, blocks }) =>
            [`**${markdownText(label)}**`, ...this.blocks(blocks)].join('\n\n'),
          )
          .join('\n\n');
      case 'fold':
        return [this.#line(block.summary), ...this.blocks(block.blocks)].join('\n\n');
      case 'table':
        return this.#table(block.head, block.rows);
      case 'endpoint':
        return markdownCode(endpointOf(block));
      case 'links':
        return block.links.map((link) => this.#link(link)).join('\n');
      case 'downloads':
        return block.files.map((file) => `[${file}](${file})`).join(' · ');
    }
  }

  #table(head: readonly string[], rows: readonly (readonly Line[])[]): string {
    const cells = (line: readonly string[]) => `| ${line.join(' | ')} |`;
    return [
      cells(head.map((cell) => tableCell(markdownText(cell)))),
      cells(head.map(() => '---')),
      ...rows.map((row) => cells(row.map((cell) => tableCell(this.#line(cell))))),
    ].join('\n');
  }

  #link({ page, text, method, about, isDeprecated }: PageLink): string {
    const parts = [
      method && markdownCode(method),
      `[${markdownText(text)}](${this.#address(page)})`,
    ];
    const after = isDeprecated ? ' (deprecated)' : '';
    return `- ${parts.filter(Boolean).join(' ')}${after}${about ? `: ${markdownText(about)}` : ''}`;
  }

  #fields(fields: readonly Field[], indent: string): string {
    return fields
      .map(({ name, type, badges, description, notes, inside }) => {
        const words = badges.map((badge) => this.#inline(badge).toLowerCase()).filter(Boolean);
        const head = `${indent}- ${markdownCode(name)} (${[this.#line(type), ...words].join(', ')})`;
        const about = description ? `: ${description.trim().replaceAll(/\s*\n\s*/g, ' ')}` : '';
        const rules = notes.map((note) => `${indent}  - ${this.#line(note)}`);
        return [head + about, ...rules, ...this.#inner(inside, `${indent}  `)].join('\n');
      })
      .join('\n');
  }

  /** What nests in a field, as lists within its list. */
  #inner(blocks: readonly Block[], indent: string): string[] {
    return blocks.flatMap((block): string[] => {
      if (block.kind === 'fields') return [this.#fields(block.fields, indent)];
      if (block.kind === 'list') return block.lines.map((line) => `${indent}- ${this.#line(line)}`);
      if (block.kind === 'line') return [`${indent}- ${this.#line(block.line)}`];
      if (block.kind !== 'fold') return [];
      const isCount = /^(?:\d+ fields?|Alternatives)$/.test(this.#line(block.summary));
      return isCount
        ? this.#inner(block.blocks, indent)
        : [`${indent}- ${this.#line(block.summary)}`, ...this.#inner(block.blocks, `${indent}  `)];
    });
  }

  #line(line: Line): string {
    return line
      .map((part) => this.#inline(part))
      .join('')
      .trim();
  }

  #inline(part: Inline): string {
    if (typeof part === 'string') return markdownText(part);
    if ('code' in part) return markdownCode(part.code);
    if ('strong' in part) return `**${markdownText(part.strong)}**`;
    if ('badge' in part) return markdownText(part.badge);
    if ('page' in part) return `[${markdownText(part.text)}](${this.#address(part.page)})`;
    return /^(https?:\/\/|mailto:)/i.test(part.url)
      ? `[${markdownText(part.text)}](<${part.url.replaceAll(/[<>\s]/g, (each) => encodeURIComponent(each))}>)`
      : markdownText(part.text);
  }
}

function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
