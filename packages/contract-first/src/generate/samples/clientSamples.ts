/**
 * Samples of the generated clients, for documentation.
 *
 * @module
 */
import type { Document } from '../../document/model.ts';
import { operationPlaces } from '../../document/model.ts';
import { operationPointer } from '../../document/outgoing.ts';
import { readClient } from '../model/readClient.ts';
import type { PythonClientOptions } from '../python/options.ts';
import { pythonSamples } from '../python/sample.ts';
import type { TypeScriptChoices } from '../typescript/choices.ts';
import { typescriptSamples } from '../typescript/sample.ts';
import { SampleValues } from './sampleValues.ts';

/** A sample of one language. */
export type ClientSample = {
  readonly label: string;
  readonly language: string;
  readonly code: string;
};

export type ClientSamples = {
  /** By method in lower case and path, such as `get /pets`. */
  readonly samples: ReadonlyMap<string, readonly ClientSample[]>;
  /** Why a language has no samples. */
  readonly faults: readonly string[];
};

/**
 * Writes how the TypeScript and the Python client call each operation, with the names and types that
 * `contract generate` gives them.
 *
 * @param document bundled and upgraded
 */
export function clientSamples(
  document: Document,
  {
    typescript,
    python,
  }: { readonly typescript?: TypeScriptChoices; readonly python?: PythonClientOptions } = {},
): ClientSamples {
  const faults: string[] = [];
  const values = new SampleValues(document);
  const languages = [
    {
      label: 'TypeScript',
      language: 'ts',
      make: () => typescriptSamples(modelFor(document, typescript?.methods), values, typescript),
    },
    {
      label: 'Python',
      language: 'python',
      make: () => pythonSamples(modelFor(document, python?.methods), values, python),
    },
  ].map(({ make, ...each }) => {
    try {
      return { ...each, codes: make() };
    } catch (error) {
      faults.push(
        `No samples in ${each.label}: ${error instanceof Error ? error.message : String(error)}`,
      );
      return { ...each, codes: new Map<string, string>() };
    }
  });
  const samples = new Map(
    operationPlaces(document).map((place) => {
      const pointer = operationPointer('#/paths', place);
      const own = languages.flatMap(({ label, language, codes }): ClientSample[] => {
        const code = codes.get(pointer);
        return code === undefined ? [] : [{ label, language, code: code.trimEnd() }];
      });
      return [`${place.method} ${place.path}`, own] as const;
    }),
  );
  return { samples, faults };
}

const modelFor = (document: Document, methods: Readonly<Record<string, string>> | undefined) =>
  readClient(document, methods ? { naming: { methods } } : {}).model;
