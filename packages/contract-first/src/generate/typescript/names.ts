/**
 * Names in TypeScript, made of words.
 *
 * @module
 */
import type { Words } from '../model/clientModel.ts';

const capital = (word: string): string => word.replace(/^\p{L}/u, (first) => first.toUpperCase());

/** `['list', 'api', 'keys']` → `listApiKeys` */
export const camelCase = ([first = '', ...others]: Words): string =>
  first + others.map(capital).join('');

/** `['list', 'api', 'keys']` → `ListApiKeys` */
export const pascalCase = (words: Words): string => words.map(capital).join('');

/** `['list', 'api', 'keys']` → `list-api-keys` */
export const kebabCase = (words: Words): string => words.join('-');

/** Words that cannot name a variable, in a module's strict mode, and globals that code here refers to. */
const reserved = new Set(
  (
    'arguments async await break case catch class const continue debugger default delete do else enum ' +
    'eval export extends false finally for function if implements import in instanceof interface let ' +
    'new null package private protected public return static super switch this throw true try typeof ' +
    'undefined var void while with yield'
  ).split(' '),
);

/** A name that a variable or parameter can have. */
export const variableName = (name: string): string => (reserved.has(name) ? `${name}_` : name);

/** Members that every class has, or that would make an object a promise. */
const members = new Set(['constructor', 'then', 'prototype', '__proto__']);

/** A name that a member of a resource can have. */
export const memberName = (name: string): string =>
  members.has(name) || !/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name)
    ? `${name.replaceAll(/[^\p{ID_Continue}$]/gu, '_')}_`.replace(/^(?=\d)/, '_')
    : name;

/** How the API is called in a sentence. */
export const titleInText = (title: string): string =>
  /\bapi\b/i.test(title) && !/^the\b/i.test(title) ? `the ${title}` : title;
