import { expect, it } from 'vitest';
import { compareVersions, raised, textOf, versionOf } from './version.ts';

const version = (text: string) => {
  const read = versionOf(text);
  if (!read) throw new Error(`Not a version: ${text}`);
  return read;
};

it.each([
  ['1.2.3', 'patch', '1.2.4'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'major', '2.0.0'],
  ['1.2.3', 'none', '1.2.3'],
  ['v1', 'minor', '1.1.0'],
  ['2.0.0-rc.1', 'major', '2.0.0'],
] as const)('%s with a %s change becomes %s', (before, bump, after) => {
  expect(textOf(raised(version(before), bump))).toBe(after);
});

it.each(['2024-05-01', 'latest', '', '1.x', '1.2.3.4'])('%j is no version', (text) => {
  expect(versionOf(text)).toBeUndefined();
});

it('compares numbers and not texts', () => {
  expect(compareVersions(version('1.10.0'), version('1.9.0'))).toBeGreaterThan(0);
});
