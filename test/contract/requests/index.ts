import { auth } from './auth.ts';
import { dedupe } from './dedupe.ts';
import { files } from './files.ts';
import { folders } from './folders.ts';
import { live } from './live.ts';
import { organize } from './organize.ts';
import type { Requests } from './scene.ts';
import { search } from './search.ts';
import { system } from './system.ts';
import { uploads } from './uploads.ts';
import { users } from './users.ts';

const groups: readonly Requests[] = [
  ...[auth, dedupe, files, folders, live, organize, search, system, uploads, users],
];

/** A request that each operation answers with success. */
export const valid: Requests['valid'] = Object.assign({}, ...groups.map((group) => group.valid));
/** Requests that end in a status of their own operation. */
export const particular: Requests['particular'] = Object.assign(
  {},
  ...groups.map((group) => group.particular),
);
