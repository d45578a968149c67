import { inComment } from '../literals.ts';

/** A documentation comment with a description, or nothing if there is none. It ends with a line break. */
export function commentOf(description: unknown): string {
  if (typeof description !== 'string') return '';
  const lines = inComment(description.trim().replaceAll('\r\n', '\n')).split('\n');
  const [only = ''] = lines;
  if (lines.length > 1) {
    return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
  }
  return only === '' ? '' : `/** ${only} */\n`;
}
