/** What the measure knows of the clients of a language. */
import type { Document } from 'contract-first/contract';
import type { Notice } from '../../../src/document/notice.ts';
import type { ClientModel, MethodModel, Words } from '../../../src/generate/model/clientModel.ts';
import type { Argument, Call } from './calls.ts';
import type { DriverProcess } from './drivers/driverProcess.ts';
import type { Job } from './drivers/protocol.ts';
import type { Leeway } from './sameness.ts';

export const languages = ['typescript', 'python'] as const;
export type LanguageName = (typeof languages)[number];

export type Source = { readonly document: Document; readonly model: ClientModel };

/** A kind of client: of a language, or of another generator. */
export type Language = {
  readonly name: string;
  /** Whose type checkers judge it. */
  readonly writes: LanguageName;
  /** Writes a client into a folder, as `contract generate` does. */
  generate(source: Source, folder: string): Promise<readonly Notice[]>;
  /** What the driver is told of calls, once a client is written; undefined if it is not called. */
  readonly jobs: ((source: Source, folder: string) => Promise<Jobs> | Jobs) | undefined;
  /** The option of a client for the credentials of a scheme. */
  credentialOption(words: Words): string;
  /** A user name and a password, as that option takes them. */
  readonly basic: (username: string, password: string) => unknown;
  /** Options of every client besides credentials. */
  readonly options: Readonly<Record<string, unknown>>;
  start(folder: string): DriverProcess;
  /**
   * The first message to the driver, without options.
   *
   * @param chosen the names of the schemes that the user has credentials for
   */
  setup(folder: string, source: Source, chosen: ReadonlySet<string>): Promise<object>;
  readonly leeway: Leeway;
  /** Whether it leaves credentials to its users, so that requests are judged without them. */
  readonly hasNoCredentials?: true;
};

/** The message for a call; undefined if the client has no method for it. */
export type Jobs = (call: Call) => object | undefined;

/** Jobs for drivers that reach methods by their names. */
export const namedJobs =
  (
    places: ReadonlyMap<string, readonly string[]>,
    argumentName: (argument: Argument, method: MethodModel) => string,
  ): Jobs =>
  ({ method, arguments: all }): Job | undefined => {
    const place = places.get(method.pointer);
    return (
      place && {
        place,
        arguments: all.map((argument) => ({
          name: argumentName(argument, method),
          value: argument.value,
          kind: argument.kind,
          isOptional: argument.isOptional,
        })),
      }
    );
  };
