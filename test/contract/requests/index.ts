import { files } from './files.ts';
import { live } from './live.ts';
import { organize } from './organize.ts';
import type { Requests } from './scene.ts';
import { search } from './search.ts';
import { system } from './system.ts';

const groups: readonly Requests[] = [files, live, organize, search, system];

/** A request that each operation answers with success. */
export const valid: Requests['valid'] = Object.assign({}, ...groups.map((group) => group.valid));
/** Requests that end in a status of their own operation. */
export const particular: Requests['particular'] = Object.assign(
  {},
  ...groups.map((group) => group.particular),
);
