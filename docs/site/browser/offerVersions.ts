/** The released versions, asked for once a page, though the choice stands in two places. */
let released: Promise<readonly string[]> | undefined;

/**
 * Fills the choice of a version, and shows it where there is more than one.
 *
 * The list is that of the site's root, so that old pages know of versions that came after them.
 */
export async function offerVersions(element: HTMLElement): Promise<void> {
  const { root = '/', list = '', shown = '' } = element.dataset;
  const select = element.querySelector('select');
  released ??= fetch(root + list).then((answer) => (answer.ok ? answer.json() : []));
  const versions = await released;
  if (!select || versions.length === 0) return;
  select.replaceChildren(
    ...['', ...versions].map((version) => {
      const isShown = version === shown;
      return new Option(version || 'Newest', version, isShown, isShown);
    }),
  );
  select.addEventListener('change', () => open(root, shown, select.value));
  element.hidden = false;
}

/** Goes to this page in another version, or to the first page where that has no such page. */
async function open(root: string, shown: string, version: string): Promise<void> {
  const pathOf = (each: string) => (each ? `${root}${each}/` : root);
  const page = location.pathname.slice(pathOf(shown).length);
  const target = pathOf(version) + page;
  const { ok } = await fetch(target, { method: 'HEAD' });
  location.assign(ok ? target + location.hash : pathOf(version));
}
