/**
 * Imports modules, then prints as JSON what of this process is not as it was before: globals, the
 * environment, and what all objects inherit. The first argument is a file with their paths as JSON.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const watched: Readonly<Record<string, object>> = {
  ...{ globalThis, env: process.env, object: Object.prototype, function: Function.prototype },
  ...{ array: Array.prototype, string: String.prototype, regexp: RegExp.prototype },
  ...{ promise: Promise.prototype, map: Map.prototype, json: JSON, process },
};

const state = (): Map<string, unknown> =>
  new Map(
    Object.entries(watched).flatMap(([where, object]) =>
      Reflect.ownKeys(object).map((key): [string, unknown] => {
        const { value, get } = Object.getOwnPropertyDescriptor(object, key) ?? {};
        return [`${where}.${String(key)}`, value ?? get];
      }),
    ),
  );

const [, , list = ''] = process.argv;
const modules: readonly string[] = JSON.parse(readFileSync(list, 'utf8'));
const failed: string[] = [];
const [first, ...rest] = modules;
// What libraries set up when they are loaded is there after the first, which is of a plain document.
if (first) await import(pathToFileURL(first).href);
await fetch('data:,');
const before = state();
for (const module of rest) {
  await import(pathToFileURL(module).href).catch((error: unknown) => {
    failed.push(`${module}: ${error}`);
  });
}
const after = state();
const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
  (key) => !Object.is(before.get(key), after.get(key)),
);
process.stdout.write(JSON.stringify({ imported: modules.length, failed, changed }));
