import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The parameter of a module's URL that tells its loads apart; Node.js loads each URL once. */
const PARAMETER = 'contract-load';
let loads = 0;

/**
 * Loads a module as it is now, also if it was loaded before, with the files that it imports by relative
 * paths. Packages are not loaded again.
 *
 * @param path an absolute path
 * @param onFile is called with the path of each file, even if loading fails
 */
export async function freshModule(
  path: string,
  onFile: (file: string) => void = () => {},
): Promise<unknown> {
  loads += 1;
  const load = String(loads);
  const marked = (url: string): string => {
    const its = new URL(url);
    onFile(fileURLToPath(its));
    its.searchParams.set(PARAMETER, load);
    return its.href;
  };
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      const { parentURL } = context;
      const isOwn =
        parentURL?.startsWith('file:') &&
        new URL(parentURL).searchParams.get(PARAMETER) === load &&
        /^\.{1,2}\//.test(specifier) &&
        resolved.url.startsWith('file:');
      return isOwn ? { ...resolved, url: marked(resolved.url) } : resolved;
    },
  });
  try {
    return await import(marked(pathToFileURL(path).href));
  } finally {
    hooks.deregister();
  }
}
