/** What a new version raises, by Semantic Versioning 2.0.0. */
export const bumps = ['none', 'patch', 'minor', 'major'] as const;
export type Bump = (typeof bumps)[number];

export const largest = (given: readonly Bump[]): Bump =>
  bumps.findLast((each) => given.includes(each)) ?? 'none';

export type Version = {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  /** Whether it is a pre-release, which promises nothing yet (section 9). */
  readonly isPrerelease: boolean;
};

/** Reads a version; missing numbers are 0, and a `v` before it is ignored. Undefined for other texts. */
export function versionOf(text: string): Version | undefined {
  const found = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(-[\w.-]+)?(\+[\w.-]+)?$/.exec(
    text.trim(),
  );
  if (!found) return undefined;
  const [, major, minor = '0', patch = '0', prerelease] = found;
  const numbers = [Number(major), Number(minor), Number(patch)] as const;
  // `2024-05-01` is a date and not the pre-release `05-01` of 2024.
  if (/^v?\d{4}-\d{2}(-\d{2})?/.test(text.trim())) return undefined;
  return { numbers, isPrerelease: prerelease !== undefined };
}

export const textOf = ({ numbers }: Version): string => numbers.join('.');

/** Negative if the first version is the lower one; pre-releases count as what they lead to. */
export function compareVersions(one: Version, other: Version): number {
  const at = [0, 1, 2].find((index) => one.numbers[index] !== other.numbers[index]);
  return at === undefined ? 0 : (one.numbers[at] ?? 0) - (other.numbers[at] ?? 0);
}

/** The least version after one that may have such changes. */
export function raised(
  { numbers: [major, minor, patch], isPrerelease }: Version,
  bump: Bump,
): Version {
  const numbers = (): Version['numbers'] => {
    if (isPrerelease || bump === 'none') return [major, minor, patch];
    if (bump === 'major') return [major + 1, 0, 0];
    return bump === 'minor' ? [major, minor + 1, 0] : [major, minor, patch + 1];
  };
  return { numbers: numbers(), isPrerelease: false };
}
