import type { Browser } from 'playwright-core';

/** The site as it is served, and the browser that looks at it. */
export type OpenSite = {
  /** Of the first page. */
  readonly address: string;
  readonly browser: Browser;
};
