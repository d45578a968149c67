import type { WriteParameter } from './operation.ts';

const unwritten: WriteParameter = () => [];

export const simple = unwritten;
export const label = unwritten;
export const matrix = unwritten;
export const form = unwritten;
export const spaceDelimited = unwritten;
export const pipeDelimited = unwritten;
export const deepObject = unwritten;
export const cookie = unwritten;
/** A parameter with `content`; its media type is `content` of the parameter. */
export const content = unwritten;
/** The whole query (`in: querystring`); its media type is `content` of the parameter. */
export const queryString = unwritten;
