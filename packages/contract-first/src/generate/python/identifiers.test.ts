import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { className } from './identifiers.ts';

it('gives no class the name of a builtin of the running Python', () => {
  const program = 'import builtins; print(" ".join(n for n in dir(builtins) if n[0].isupper()))';
  const names = execFileSync('python3', ['-c', program]).toString().trim().split(' ');
  expect(names).toContain('ValueError');
  expect(names.filter((name) => className(name) !== `${name}_`)).toEqual([]);
});

it.each(['PythonFinalizationError', 'WindowsError'])(
  'gives no class the name %s, which other versions and systems have',
  (name) => {
    expect(className(name)).toBe(`${name}_`);
  },
);
