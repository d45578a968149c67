/**
 * What a change means for clients that were written for the old document, the worst first.
 *
 * - `breaking`: a client can fail.
 * - `warning`: every request and response stays valid, but a client may see different behaviour.
 * - `compatible`: clients are not affected.
 * - `annotation`: only documentation changed.
 */
export const levels = ['breaking', 'warning', 'compatible', 'annotation'] as const;
export type Level = (typeof levels)[number];

/** A kind of change. */
export type Rule = {
  readonly level: Level;
  readonly meaning: string;
  /** How to avoid breaking clients, or what else to do about it. */
  readonly advice?: string;
};

/** Changes that can break clients. */
export const breaking = <const Id extends string>(
  rules: Readonly<Record<Id, readonly [meaning: string, advice: string]>>,
) => rulesOf('breaking', rules);

/** Changes that clients may notice. */
export const warning = <const Id extends string>(
  rules: Readonly<Record<Id, readonly [meaning: string, advice: string]>>,
) => rulesOf('warning', rules);

/** Changes that clients need not notice. */
export const compatible = <const Id extends string>(
  rules: Readonly<Record<Id, readonly [meaning: string]>>,
) => rulesOf('compatible', rules);

function rulesOf<Id extends string>(
  level: Level,
  rules: Readonly<Record<Id, readonly [meaning: string, advice?: string]>>,
): Readonly<Record<Id, Rule>> {
  const entries = Object.entries<readonly [string, string?]>(rules).map(
    ([id, [meaning, advice]]) => [id, { level, meaning, ...(advice ? { advice } : {}) }] as const,
  );
  // The keys are those of the argument.
  return Object.fromEntries(entries) as Readonly<Record<Id, Rule>>;
}
