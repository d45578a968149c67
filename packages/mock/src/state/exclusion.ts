import picomatch from 'picomatch';

/**
 * Returns whether glob patterns exclude a path, or a folder above it. A pattern without a slash
 * matches names; a slash at the beginning means the folder.
 *
 * @param folder the folder to which patterns are relative
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
