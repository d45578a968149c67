import type { Site } from './blocks.ts';
export const socialImage = (_site: Site): Uint8Array => new Uint8Array();
