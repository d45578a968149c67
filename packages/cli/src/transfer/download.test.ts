import { describe, expect, it } from 'vitest';
import { targetIn } from './download.ts';

describe('a path from the server', () => {
  it('is below the folder', () => {
    expect(targetIn('/home/ada', 'pictures/a.png')).toBe('/home/ada/pictures/a.png');
  });

  it.each(['../a', 'a/../../b', '/etc/passwd', '..', '.', '', 'a\0b'])(
    'is refused if it is %j',
    (path) => {
      expect(() => targetIn('/home/ada', path)).toThrow('leads out of the folder');
    },
  );
});
