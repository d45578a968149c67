import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { escapeToken } from '../../document/structure.ts';
import type { ClientModel } from '../model/model.ts';
import { StandIns } from './standIns.ts';

/**
 * Writes the types of all schemas, by `@hey-api/typescript`.
 *
 * @param output the folder to write into; what is in it is replaced
 * @throws Error for a schema whose type would get another name than its own, and for a name that has a
 *   half of a surrogate pair, which neither UTF-8 nor a URI can have
 */
export async function emitTypes(
  { schemas }: ClientModel,
  output: string,
  header: string,
): Promise<void> {
  const standIns = new StandIns(schemas);
  // It takes long to load, and not everyone who imports this module generates a client.
  const { createClient } = await import('@hey-api/openapi-ts');
  await createClient({
    // Only schemas: what a method takes and gives is among them, so that it has one name.
    // hey-api writes into the document that it is given, which is a copy.
    input: {
      openapi: '3.1.1',
      info: { title: 'Types', version: '0' },
      paths: {},
      components: { schemas: standIns.put(schemas) },
    } as never,
    output: {
      path: output,
      entryFile: false,
      fileName: { suffix: null },
      // Its printer would turn escapes in a title into characters: the notice is written afterwards.
      header: null,
      module: { extension: '.ts' },
    },
    plugins: [
      {
        name: '@hey-api/typescript',
        case: 'preserve',
        $resolvers: {
          // Who has an option that may be undefined passes it on as it is, under
          // exactOptionalPropertyTypes, too. What it means is the same as leaving it out.
          object: ({ $, nodes, schema, walk, ...context }) =>
            nodes.base({
              ...context,
              $,
              nodes,
              schema,
              walk: (property, path) => {
                const walked = walk(property, path);
                const [name] =
                  Object.entries(schema.properties ?? {}).find(([, each]) => each === property) ??
                  [];
                if (name === undefined || schema.required?.includes(name)) return walked;
                return { ...walked, type: $.type.or(walked.type, $.type('undefined')) };
              },
            }),
          // The default, `Blob | File`, would even mean a component that is named File.
          string: ({ $, plugin, schema }) =>
            schema.format === 'binary'
              ? $.type(
                  plugin.symbol('UploadSource', {
                    external: '../runtime/operation.ts',
                    kind: 'type',
                  }),
                )
              : undefined,
        },
      },
    ],
    logs: { level: 'silent', file: false },
  }).catch((error: unknown) => {
    const cause = causeOf(error);
    // It makes a URI of each name on its way.
    if (cause instanceof URIError) refuseBrokenNames(schemas, '#/components/schemas');
    throw cause;
  });
  const file = join(output, 'types.ts');
  const text = standIns.remove(await readFile(file, 'utf8'));
  const names = new Set([...text.matchAll(/^export type (\w+) =/gm)].map(([, name]) => name));
  const renamed = Object.keys(schemas).find((name) => !names.has(name));
  if (renamed !== undefined) {
    throw new Error(`The schema ${renamed} cannot have a type of its name; give it another one`);
  }
  await writeFile(file, `${header}\n\n${text}`);
}

/** What went wrong, out of the wrapping without a message that hey-api puts around it. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('originalError' in error)) return error;
  const { originalError: job } = error;
  return typeof job === 'object' && job !== null && 'error' in job ? job.error : error;
}

/** @throws Error that names the first broken key in a part of a document */
function refuseBrokenNames(part: unknown, pointer: string): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (!key.isWellFormed()) {
      throw new Error(`${pointer}: The name ${JSON.stringify(key)} is no valid Unicode; rename it`);
    }
    refuseBrokenNames(value, `${pointer}/${escapeToken(key)}`);
  }
}
