import { operationRules } from './operationRules.ts';
import type { Level, Rule } from './rule.ts';
import { schemaRules } from './schemaRules.ts';
import { securityRules } from './securityRules.ts';

export { type Level, levels, type Rule } from './rule.ts';

/** All kinds of changes, by the id that reports use. Ids are stable. */
export const rules = {
  ...operationRules,
  ...securityRules,
  ...schemaRules,
  'annotation-changed': {
    level: 'annotation',
    meaning: 'Documentation changed: descriptions, examples, tags, `info`, extensions (`x-…`)',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;

export const ruleOf = (id: RuleId): Rule => rules[id];

export const levelOf = (id: RuleId): Level => rules[id].level;
