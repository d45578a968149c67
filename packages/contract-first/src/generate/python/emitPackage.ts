/**
 * `__init__.py` and `_version.py`.
 *
 * @module
 */
import type { ClientNames } from './clientNames.ts';
import { byExport, docstring, fromStatement, quote } from './source.ts';

/** What users import from the package, by the module of the runtime that has it. */
const exportsOf = (
  prefix: string,
): readonly (readonly [module: string, names: readonly string[]])[] => [
  ['_client', [`Async${prefix}Client`, `${prefix}Client`]],
  ['_runtime.credentials', ['ClientCredentials']],
  ['_runtime.download', ['AsyncDownload', 'Download']],
  [
    '_runtime.errors',
    [
      'AuthenticationError',
      'BadRequestError',
      'ClientStateError',
      'ConflictError',
      'ConnectionError',
      `${prefix}Error`,
      'NotFoundError',
      'NotModifiedError',
      'PermissionDeniedError',
      'PreconditionError',
      'RateLimitError',
      'ServerError',
      'TimeoutError',
    ],
  ],
  ['_runtime.operation', ['NOT_GIVEN', 'NULL', 'NotGiven', 'Null']],
  ['_runtime.page', ['AsyncListPage', 'AsyncPage', 'ListPage', 'Page', 'Pages']],
  ['_runtime.raw_response', ['RawResponse']],
  ['_runtime.stream', ['AsyncStream', 'ServerSentEvent', 'Stream']],
  ['_runtime.upload_source', ['AsyncUploadSource', 'UploadProgress', 'UploadSource']],
  ['_version', ['__version__']],
];

/** Exports that only some clients have. */
export type Extras = { readonly hasChannel: boolean; readonly hasWebhooks: boolean };

export function emitInit(
  { prefix }: ClientNames,
  title: string,
  { hasChannel, hasWebhooks }: Extras,
): string {
  const all = [
    ...exportsOf(prefix),
    ...(hasChannel
      ? [['_runtime.event_stream', ['AsyncEventStream', 'EventStream', 'StreamState']] as const]
      : []),
    ...(hasWebhooks ? [['_runtime.errors', ['WebhookError']] as const] : []),
  ];
  const modules = new Map<string, string[]>();
  for (const [module, names] of all)
    modules.set(module, [...(modules.get(module) ?? []), ...names]);
  const imports = [...modules]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([module, names]) => fromStatement(`.${module}`, names));
  const names = [...modules.values()].flat().sort(byExport);
  const exported = names.map((name) => `    ${quote(name)},\n`).join('');
  return `${docstring(`A client of ${title.replaceAll(/\s+/g, ' ')}.`, 0)}

${imports.join('\n')}

__all__ = [
${exported}]

# Tracebacks and documentation show where a name is to be imported from.
for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__
`;
}

export const emitVersion = ({
  distribution,
}: ClientNames): string => `"""The version of the installed package."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version(${quote(distribution)})
except PackageNotFoundError:  # the sources are part of another package
    __version__ = "0"
`;
