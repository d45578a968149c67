import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { patternOf } from './pattern.ts';

const run = promisify(execFile);

describe('a pattern', () => {
  it.each([
    ['^.$', '🚢', true],
    ['^[^a]{2}$', '🚢', false],
    ['^[^a]{2}$', 'bc', true],
    ['^\\p{L}+$', 'é', true],
    ['^\\u{1F6A2}$', '🚢', true],
    ['^[a-z\\-\\:]+$', 'a-b:c', true],
    ['^(a)\\1$', 'aa', true],
    ['^.$', '\ud83d', true],
  ])('%s on %s is %s', (pattern, text, expected) => {
    expect(patternOf(pattern)?.test(text)).toBe(expected);
  });

  it.each([
    '^((\\d+\\.?\\d*,\\d+\\.?\\d*):?)+$',
    '^(a+)+$',
    '^([a-z]+)*$',
    '^(\\w|\\d)+$',
    '^\\-?(\\d+(\\.\\d+)?)+(\\|\\d){0,256}$',
  ])(
    '%s terminates on a string that almost matches',
    async (pattern) => {
      // In a process that can be ended: nothing interrupts an expression.
      const program = `
        import { patternOf } from '${new URL('./pattern.ts', import.meta.url).href}';
        const texts = ['11111,11111', 'aaaaaaaaaa', '1111111111'].map((each) => each.repeat(20) + '!');
        console.log(texts.map((text) => patternOf(${JSON.stringify(pattern)}).test(text)).join());
      `;
      const args = ['--input-type=module', '--eval', program];
      const { stdout } = await run(process.execPath, args, { timeout: 20_000 });
      expect(stdout).toBe('false,false,false\n');
    },
    30_000,
  );
});
