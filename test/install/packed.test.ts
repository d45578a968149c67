/** The commands by which the READMEs install the packages of npm, run in an empty project. */
import { expect, inject, it } from 'vitest';
import { Installed } from '../support/installed.ts';

const { 'contract-first': _toolkit, '@contract-first/hono': _kit, ...others } = inject('tarballs');

// The tarballs were packed by the commands of the same READMEs: see `release/pack.ts`. That of the
// toolkit, which brings the most along, and that of the server
// kit are installed in this way by `release/toolkit` and `release/kit`.
it.each(Object.entries(others))(
  'installs %s as its README says',
  async (name, tarball) => {
    const installed = await Installed.byReadme(name, tarball);
    try {
      expect(await installed.dependencies()).toEqual([name]);
    } finally {
      await installed.remove();
    }
  },
  300_000,
);
