import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document } from '../../document/model.ts';
import type { Notice } from '../../document/notice.ts';
import { generatedNotice } from '../output.ts';
import type { TypeScriptChoices } from './choices.ts';
import { clientSources } from './clientFiles.ts';
import { packageFiles } from './packageFiles.ts';

/** The file that keeps the names of methods when operations are added. */
const NAMES = 'names.json';

/** What was generated. */
export type GeneratedClient = {
  readonly notices: readonly Notice[];
  /** Files that belong to people once they exist, relative to the folder. */
  readonly starters: readonly string[];
};

/**
 * Writes a TypeScript client: a package with its sources in `src`, or, with `bare`, the sources alone.
 * What cannot be generated is left out and reported.
 *
 * Besides what OpenAPI says, these extensions describe methods:
 *
 * - `x-sdk` of an operation: `method`, its place; `positional` and `aliases`; `session` (begin, refresh or
 *   end), for the tokens that the client keeps; `wait`, the operation that returns the state of what was
 *   started
 * - `x-running` of a property: the states in which it continues
 * - `x-rate-limit`: the policy that an operation counts for
 * - `x-problems` with `retry`: the problems after which the same request is sent again
 * - `x-sdk` of a channel: `method`, `ticket`, `final`, and `messages`, those that callers receive
 *
 * @param document a bundled document
 * @param messages a bundled AsyncAPI document, for the method that opens its channel
 * @param output the folder to write into
 * @param place the folder that the client is kept in, with the names that were given before
 */
export async function generateTypeScriptClient({
  document,
  messages,
  output,
  place = output,
  choices = {},
}: {
  readonly document: Document;
  readonly messages?: MessageDocument | undefined;
  readonly output: string;
  readonly place?: string;
  readonly choices?: TypeScriptChoices;
}): Promise<GeneratedClient> {
  const known = await knownNames(join(place, NAMES));
  const sources = await clientSources(document, messages, choices, known);
  const notice = generatedNotice(document);
  const folder = choices.bare ? '' : 'src';
  const files = new Map<string, string>();
  for (const [path, text] of sources.files) {
    files.set(join(folder, path), `// ${notice}\n\n${text}`);
  }
  files.set(NAMES, `${JSON.stringify({ $comment: notice, ...sources.names }, null, 2)}\n`);
  // Who has a package already knows what else belongs to it.
  const isPackage = choices.bare || existsSync(join(place, 'package.json'));
  const starters = isPackage ? new Map<string, string>() : packageFiles(sources);
  for (const [path, text] of [...files, ...starters]) {
    await mkdir(dirname(join(output, path)), { recursive: true });
    await writeFile(join(output, path), text);
  }
  return { notices: sources.notices, starters: [...starters.keys()] };
}

/** The names that methods were given before. */
async function knownNames(file: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  const parsed: unknown = JSON.parse(text);
  const entries = Object.entries(typeof parsed === 'object' && parsed !== null ? parsed : {});
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== '$comment',
    ),
  );
}

/**
 * A client in TypeScript, for `generate` of a configuration:
 * `generate: { 'packages/client': typescriptClient({ names: 'camelCase' }) }`.
 */
export const typescriptClient = (choices: TypeScriptChoices = {}) =>
  Object.assign(
    (
      {
        document,
        messages,
      }: { readonly document: Document; readonly messages?: MessageDocument | undefined },
      output: string,
      place: string = output,
    ): Promise<GeneratedClient> =>
      generateTypeScriptClient({ document, messages, output, place, choices }),
    // `contract names` shows them
    { methods: choices.methods },
  );
