/**
 * The initial state of the mock: the resources in the contract's examples.
 *
 * @module
 */
import { operations, resolve } from 'contract-first/contract';
import { document } from '../contract.ts';
import type { ApiKey, Change, DuplicateGroup, File, Job, TrashedFile, User } from './resources.ts';

const all = new Map(operations(document).map((each) => [each.id, each]));

/** The example of a success. The contract's lint has checked its form. */
function example<T>(operation: string): T {
  const success = Object.entries(all.get(operation)?.responses ?? {}).find(([status]) =>
    status.startsWith('2'),
  );
  const [media] = Object.values(success?.[1].content ?? {});
  if (media?.example === undefined) throw new TypeError(`${operation} has no example`);
  return media.example as T;
}
type List<T> = { readonly items: readonly T[] };

export const files = [
  ...example<List<File>>('files.list').items,
  ...example<List<{ readonly file: File }>>('search.query').items.map(({ file }) => file),
];
/** The file in examples of a single file. */
export const shownFile = example<File>('files.get');
export const trashed = example<List<TrashedFile>>('files.list_trash').items;
export const jobs = example<List<Job>>('organize.list_jobs').items;
export const changes = example<List<Change>>('organize.get_results').items;
export const duplicates = example<List<DuplicateGroup>>('dedupe.get_results').items;
export const users = example<List<User>>('users.list').items;
export const apiKeys = example<List<ApiKey>>('auth.list_api_keys').items;
/** The key as it is shown once, when it is created. */
export const exampleKey = example<{ readonly key: string }>('auth.create_api_key').key;
export const metrics = example<string>('system.metrics');
export const docsPage = example<string>('system.docs');

/** The password of the users in the examples. */
export const password = passwordOf(all.get('auth.login')?.requestBody?.content);
/** Headers of pages, according to their examples. */
export const pageHeaders = headersOf('system.docs');

/** The contents of the files, by id. */
export const contents: ReadonlyMap<string, Buffer> = new Map(
  Object.entries({
    '0198c0de-7a11-7000-8000-00000000f001': 'Buy milk.',
    '0198c0de-7a11-7000-8000-00000000f002': 'Buy milk.',
    '0198c0de-7a11-7000-8000-00000000f003': '# Invoice 2026-01\n\nTo pay: 42.00\n',
    '0198c0de-7a11-7000-8000-00000000f004': 'Call Jane.',
  }).map(([id, text]) => [id, Buffer.from(text)]),
);

function passwordOf(
  content: Readonly<Record<string, { readonly example?: unknown }>> = {},
): string {
  const [media] = Object.values(content);
  return String((media?.example as { password?: unknown } | undefined)?.password);
}

function headersOf(operation: string): Readonly<Record<string, string>> {
  const headers = all.get(operation)?.responses['200']?.headers ?? {};
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'X-Request-Id')
      .map(([name, header]) => [
        name,
        String(resolve<{ readonly example?: unknown }>(document, header).example),
      ]),
  );
}
