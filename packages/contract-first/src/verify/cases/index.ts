export { isOpenedByConnection, withCredentials } from './credentials.ts';
export { edgeCases } from './edges.ts';
export { invalidCases } from './invalid.ts';
export { otherMethods } from './otherMethods.ts';
export { strangeCases } from './strange.ts';
