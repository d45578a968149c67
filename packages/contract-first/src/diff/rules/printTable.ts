import { levels, type RuleId, ruleOf, rules } from './index.ts';

/** All rules as a Markdown table, sorted by level, `breaking` first. */
export function rulesTable(): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  // The keys of an object are only known as strings.
  const ids = Object.keys(rules) as RuleId[];
  const sorted = levels.flatMap((level) => ids.filter((id) => ruleOf(id).level === level));
  return [
    line(['Rule', 'Level', 'What changed', 'To avoid it']),
    line(['---', '---', '---', '---']),
    ...sorted.map((id) => {
      const { level, meaning, advice = '' } = ruleOf(id);
      return line([`\`${id}\``, level, meaning, advice]);
    }),
  ].join('\n');
}
