/** JSON with integers beyond 2^53 (`int64: 'bigint'`), instead of `readJson` and `writeJson`. */
import { readJson } from './answers.ts';
import { writeJson } from './bodies.ts';

export const readExactJson = readJson;
export const writeExactJson = writeJson;
