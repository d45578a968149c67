/** What the measure knows of the clients of a language. */
import type { Document } from 'contract-first/contract';
import type { Notice } from '../../../src/document/notice.ts';
import type { ClientModel, Words } from '../../../src/generate/model/clientModel.ts';
import type { Argument } from './calls.ts';
import type { DriverProcess } from './drivers/driverProcess.ts';
import type { Setup } from './drivers/protocol.ts';
import type { Leeway } from './sameness.ts';

export const languages = ['typescript', 'python'] as const;
export type LanguageName = (typeof languages)[number];

export type Source = { readonly document: Document; readonly model: ClientModel };

export type Language = {
  readonly name: LanguageName;
  /** Writes a client into a folder, as `contract generate` does. */
  generate(source: Source, folder: string): Promise<readonly Notice[]>;
  /** The names that lead from a client to each method, by the method's pointer. */
  places(source: Source): ReadonlyMap<string, readonly string[]>;
  argumentName(argument: Argument): string;
  /** The option of a client for the credentials of a scheme. */
  credentialOption(words: Words): string;
  /** A user name and a password, as that option takes them. */
  readonly basic: (username: string, password: string) => unknown;
  /** Options of every client besides credentials. */
  readonly options: Readonly<Record<string, unknown>>;
  start(folder: string): DriverProcess;
  setup(folder: string): Promise<Pick<Setup, 'entry' | 'folder'>>;
  readonly leeway: Leeway;
};
