import type { Case } from './case.ts';
import { componentCases } from './components.ts';
import { constraints } from './constraints.ts';
import { directions } from './directions.ts';
import { discriminators } from './discriminators.ts';
import { flags } from './flags.ts';
import { mediaTypeNames } from './mediaTypeNames.ts';
import { nested } from './nested.ts';
import { operations } from './operations.ts';
import { parameters } from './parameters.ts';
import { properties } from './properties.ts';
import { requestBodies } from './requestBodies.ts';
import { requestObjects } from './requestObjects.ts';
import { responseObjects } from './responseObjects.ts';
import { responses } from './responses.ts';
import { spellings } from './spellings.ts';
import { surroundings } from './surroundings.ts';
import { unions } from './unions.ts';
import { webhooks } from './webhooks.ts';
import { wireSpellings } from './wireSpellings.ts';

export { type Case, documentOfCase } from './case.ts';

export const cases: readonly Case[] = [
  ...[constraints, requestObjects, responseObjects, directions, unions, discriminators, spellings],
  ...[
    operations,
    parameters,
    requestBodies,
    responses,
    webhooks,
    surroundings,
    wireSpellings,
    componentCases,
    nested,
    flags,
    mediaTypeNames,
    properties,
  ],
].flat();
