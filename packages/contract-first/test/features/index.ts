/**
 * Every feature of OpenAPI that a document can have, each in a small document.
 *
 * @module
 */
import type { Feature } from './feature.ts';
import { messageFeatures } from './messages.ts';
import { newerFeatures } from './newer.ts';
import { olderFeatures } from './older.ts';
import { schemaFeatures } from './schemas.ts';
import { securityFeatures } from './security.ts';
import { surroundingFeatures } from './surroundings.ts';

export const features: readonly Feature[] = [
  ...olderFeatures,
  ...messageFeatures,
  ...securityFeatures,
  ...surroundingFeatures,
  ...newerFeatures,
  ...schemaFeatures,
];
