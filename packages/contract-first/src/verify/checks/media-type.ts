import type { Check } from '../exchange.ts';
import { violationsOf } from './violations.ts';

/** A body has the media type that the document has for its status. */
export const mediaType: Check = {
  name: 'media-type',
  promise: 'Media types are documented',
  judge: violationsOf((where) => where === 'media type'),
};
