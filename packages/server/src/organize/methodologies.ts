import type { Methodology } from '../contract.ts';
import { organizeByDate } from './date.ts';
import type { ListedItem, Listing, Placement, Stay } from './methodology.ts';
import { organizeByType } from './type.ts';

/** What a scan finds out about a file beside its kind, since it costs time. */
export type Needs = { readonly takenOn: boolean; readonly sample: boolean };

type Entry = {
  readonly needs: Needs;
  rules(listing: Listing): (item: ListedItem) => Placement | Stay | undefined;
};

/** The methodologies of the contract. */
export const methodologies: Readonly<Record<Methodology, Entry>> = {
  type: {
    needs: { takenOn: false, sample: false },
    rules: (listing) => organizeByType(listing, undefined),
  },
  date: {
    needs: { takenOn: true, sample: false },
    rules: (listing) => organizeByDate(listing, undefined),
  },
};
