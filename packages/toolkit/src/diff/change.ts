/** How a change meets those who use an API by its old document. */
export type Level = 'breaking' | 'additive';

/** One way in which a document differs from the one before. */
export type Change = {
  readonly level: Level;
  /** What kind of change it is, such as `response-property-removed`. */
  readonly rule: string;
  /** Where: `POST /books request body /title`. */
  readonly where: string;
  /** What has changed, and what that means for a client. */
  readonly message: string;
};

export const breaking = (rule: string, where: string, message: string): Change => ({
  level: 'breaking',
  rule,
  where,
  message,
});

export const additive = (rule: string, where: string, message: string): Change => ({
  level: 'additive',
  rule,
  where,
  message,
});

/** The keys that only the old, only the new, and both of two records have. */
export function keysOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): { removed: string[]; added: string[]; kept: string[] } {
  const names = Object.keys(before);
  return {
    removed: names.filter((name) => !Object.hasOwn(after, name)),
    added: Object.keys(after).filter((name) => !Object.hasOwn(before, name)),
    kept: names.filter((name) => Object.hasOwn(after, name)),
  };
}
