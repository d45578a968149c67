/** The addresses of the site's versions: the newest at its root, a released one in `v0.1/`. */

/** The path of the whole site, with a slash at its end; below the repository's name by default. */
export const root = process.env.DOCS_BASE || '/file-organizer/';

/** The path at which the server has the newest pages. */
export const serverRoot = '/docs/guides/';

/** The list of released versions, newest first, which all versions read from the site's root. */
export const versionsFile = 'versions.json';

/**
 * The path of a version.
 *
 * @param version such as `v0.1`; the newest pages without one
 */
export const addressOf = (version?: string): string => (version ? `${root}${version}/` : root);

/** The version whose pages a release updates: patches share those of their minor version. */
export const versionOf = (release: string): string => {
  const [, version] = /^(\d+\.\d+)\.\d+$/.exec(release) ?? [];
  if (version === undefined) throw new Error(`${release} is no released version`);
  return `v${version}`;
};

/** Whether a folder of the site is that of a version. */
export const isVersion = (folder: string): boolean => /^v\d+\.\d+$/.test(folder);

/** Orders versions with the newest first. */
export const newestFirst = (a: string, b: string): number =>
  b.localeCompare(a, 'en', { numeric: true });
