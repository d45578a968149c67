import picomatch from 'picomatch';

/**
 * Whether glob patterns exclude a path, or a folder that it is in. A pattern without a slash is one for
 * names, a slash at its beginning stands for the folder.
 *
 * @param folder the one from which on the patterns are meant
 */
export function exclusion(folder: string, patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns.map((pattern) =>
    picomatch(pattern.replace(/^\/+|\/+$/g, '').normalize('NFC') || '/', {
      ...{ dot: true, noextglob: true, nonegate: true, flags: 's' },
      basename: !pattern.replace(/\/+$/, '').includes('/'),
    }),
  );
  const base = folder === '/' ? 1 : folder.length + 1;
  return (path) => {
    const names = path.slice(base).normalize('NFC').split('/');
    return names.some((_name, at) => {
      const part = names.slice(0, at + 1).join('/');
      return matchers.some((matches) => matches(part));
    });
  };
}
