import { describe, expect, it } from 'vitest';
import { projectMarkIn } from './project.ts';

describe('a folder is a project', () => {
  it.each([
    ['/site', 'package.json'],
    ['/nest box', 'platformio.ini'],
    ['/paper', 'Makefile'],
    ['/firmware', 'CMakeLists.txt'],
    ['/board', 'amplifier.kicad_pro'],
    ['/blink', 'blink.ino'],
  ])('%s with %s in it', (path, name) => {
    expect(projectMarkIn(path, ['README.md', name], false)).toBe(name);
  });

  it('not by a sketch of another name, which Arduino does not open there', () => {
    expect(projectMarkIn('/sketches', ['blink.ino'], false)).toBeUndefined();
  });

  it('not by a project file in the folder that is organized', () => {
    expect(projectMarkIn('/nest box', ['platformio.ini'], true)).toBeUndefined();
  });
});
