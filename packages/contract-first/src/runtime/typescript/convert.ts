import type { Convert } from './shape.ts';

export const convert: Convert = (value) => value;
