import { createClient } from '@hey-api/openapi-ts';
import type { SdkModel } from './model.ts';

/**
 * Writes the types of all schemas, by `@hey-api/typescript`.
 *
 * @param output the folder to write into; what is in it is replaced
 */
export async function emitTypes(
  { schemas }: SdkModel,
  output: string,
  header: string,
): Promise<void> {
  await createClient({
    // Only schemas: what a method takes and gives is among them, so that it has one name.
    // hey-api writes into the document that it is given.
    input: structuredClone({
      openapi: '3.1.1',
      info: { title: 'Types', version: '0' },
      paths: {},
      components: { schemas },
    }) as never,
    output: {
      path: output,
      entryFile: false,
      fileName: { suffix: null },
      header,
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
  });
}
