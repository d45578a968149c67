import type { Described } from '../../../src/grade/adapter.ts';

/** An error as it is reported, such as `{ kind: 'status', status: 404, body: … }`. */
type Report = { readonly kind: string; readonly [field: string]: unknown };

export class Reported extends Error {
  readonly error: Report;
  constructor(error: Report);
}
export function unsupported(message: string): Reported;
export function serve<Client>(adapter: {
  readonly about: Omit<Described, 'capabilities'> & { readonly capabilities: readonly string[] };
  create(settings: never): Client | Promise<Client>;
  call(client: Client, message: never, signal: AbortSignal): Promise<object>;
  iterate?(client: Client, message: never, signal: AbortSignal): AsyncIterable<unknown>;
  unwrap?(message: never): unknown;
  errorOf?(error: never, signal: AbortSignal): object;
}): void;
export function errorOf(error: unknown, signal?: AbortSignal): Report;
export function withFiles(value: unknown): unknown;
export function bytesOf(value: unknown): Promise<unknown>;
