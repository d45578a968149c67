import { describe, expect, it } from 'vitest';
import { projectMarkIn } from './project.ts';

describe('a project folder', () => {
  it.each([
    ['/site', 'package.json'],
    ['/nest box', 'platformio.ini'],
    ['/paper', 'Makefile'],
    ['/firmware', 'CMakeLists.txt'],
    ['/board', 'amplifier.kicad_pro'],
    ['/blink', 'blink.ino'],
  ])('%s is marked by %s', (path, name) => {
    expect(projectMarkIn(path, ['README.md', name], false)).toBe(name);
  });

  it('is not marked by a sketch of another name', () => {
    expect(projectMarkIn('/sketches', ['blink.ino'], false)).toBeUndefined();
  });

  it('is not the folder that is organized', () => {
    expect(projectMarkIn('/nest box', ['platformio.ini'], true)).toBeUndefined();
  });
});
