import { type Level, levelOf, levels, type RuleId } from './rules/index.ts';

/** One way in which a document differs from the one before. */
export type Change = {
  readonly level: Level;
  /** What kind of change it is, such as `response-property-removed`. */
  readonly rule: RuleId;
  /** Where it is met first: `POST /books request body /title`. */
  readonly where: string;
  /** Every operation that it concerns, such as `POST /books`; none if it concerns the whole document. */
  readonly operations: readonly string[];
  /** What has changed, and what that means for a client. */
  readonly message: string;
  /** Where it is written in the old document, or the closest thing to it: `#/components/schemas/Book`. */
  readonly before?: string;
  /** Where it is written in the new document, or the closest thing to it. */
  readonly after?: string;
};

/** A change at one place, before it is known what else it concerns. */
export type Finding = {
  readonly rule: RuleId;
  readonly where: string;
  readonly operation?: string | undefined;
  readonly message: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
};

/** Collects changes. One that many operations share, such as that of a component, is one change. */
export class Findings {
  readonly #found = new Map<string, { finding: Finding; operations: Set<string> }>();

  add(finding: Finding): void {
    const { rule, message, before, after, operation } = finding;
    const place = before ?? after ?? finding.where;
    const key = [rule, place, after, message].join('\n');
    let known = this.#found.get(key);
    if (!known) {
      known = { finding, operations: new Set() };
      this.#found.set(key, known);
    }
    if (operation !== undefined) known.operations.add(operation);
  }

  /** The worst first, else in the order in which they were found. */
  changes(): Change[] {
    const changes = [...this.#found.values()].map(({ finding, operations }): Change => {
      const { rule, where, message, before, after } = finding;
      return {
        ...{ level: levelOf(rule), rule, where, operations: [...operations], message },
        ...(before ? { before } : {}),
        ...(after ? { after } : {}),
      };
    });
    return changes.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  }
}
