/** The table of methodologies: their rules, and what a scan must read for them. */

import type { Methodology, ScanOptions } from '../../contract.ts';
import { organizeByDate } from './date/date.ts';
import { organizeByJohnnyDecimal } from './johnnyDecimal/johnnyDecimal.ts';
import type { GivenNumber } from './johnnyDecimal/numbers.ts';
import type { ListedItem, Listing, Placement, Stay } from './methodology.ts';
import { organizeByPara } from './para/para.ts';
import { organizeByType } from './type/type.ts';

/** What a scan reads of a file besides its kind, only if needed since it takes time. */
export type Needs = { readonly ownDate: boolean; readonly sample: boolean };

/** What a methodology gets besides the listing. */
export type Told = {
  readonly options: ScanOptions;
  /** All numbers ever assigned in the destination. */
  readonly given: readonly GivenNumber[];
};

type Entry = {
  readonly needs: Needs;
  /** The options that only some methodologies accept, and this one does. */
  readonly takes?: readonly (keyof ScanOptions)[];
  rules(listing: Listing, told: Told): (item: ListedItem) => Placement | Stay | undefined;
};

/** The methodologies of the contract. */
export const methodologies: Readonly<Record<Methodology, Entry>> = {
  para: {
    needs: { ownDate: false, sample: true },
    takes: ['projects', 'areas'],
    rules: (listing, { options }) => organizeByPara(listing, options),
  },
  johnny_decimal: {
    needs: { ownDate: true, sample: true },
    rules: (listing, { given }) => organizeByJohnnyDecimal(listing, { given }),
  },
  type: {
    needs: { ownDate: false, sample: false },
    rules: (listing) => organizeByType(listing, undefined),
  },
  date: {
    needs: { ownDate: true, sample: false },
    rules: (listing) => organizeByDate(listing, undefined),
  },
};
