/** The cases of this folder, read; `README.md` says what they mean. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Case = {
  readonly name: string;
  readonly client?: Readonly<Record<string, unknown>>;
  readonly server: readonly Answer[];
  readonly calls: readonly ApiCall[];
  readonly together_from?: number;
  readonly requests: readonly ExpectedRequest[];
  readonly same?: readonly string[];
  readonly different?: readonly string[];
  readonly waits?: readonly (readonly [least: number, most: number])[];
};

export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | { readonly date_in: number }>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly broken?: 'before' | 'after';
  readonly silent?: boolean;
};

export type ApiCall = {
  readonly call: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly as?: 'items' | 'pages' | 'response';
  readonly take?: number;
  readonly result?: unknown;
  readonly error?: { readonly class: string; readonly [field: string]: unknown };
};

export type ExpectedRequest = {
  readonly method?: string;
  readonly path?: string;
  /** As it came over the wire. */
  readonly raw_path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string | null | { readonly matches: string }>>;
  readonly json?: unknown;
};

/** All cases by the name of their file. */
export const suite: ReadonlyMap<string, readonly Case[]> = new Map(
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
      return [file.replace('.json', ''), cases];
    }),
);
