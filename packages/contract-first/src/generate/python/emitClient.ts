/**
 * The classes of the clients, and what they are made with.
 *
 * @module
 */
import { oneLine } from '../../text/printable.ts';
import type { ClientModel, SecuritySchemeModel } from '../model/clientModel.ts';
import type { ClientNames } from './clientNames.ts';
import { assignment, type Code, call, dictionary, keyword, pair, tuple } from './code.ts';
import { serverOf } from './emitOperations.ts';
import { folderOf } from './emitResources.ts';
import { type Importable, PythonFile } from './file.ts';
import { fit, snakeCase, UniqueNames } from './identifiers.ts';
import type { PythonMethod } from './resources.ts';
import { docstring, indent, quote } from './source.ts';

/** An option of the client for the credentials of a scheme. */
export type CredentialOption = {
  readonly scheme: SecuritySchemeModel;
  readonly name: string;
  /** The environment variables with its value, without the prefix, as in the TypeScript client. */
  readonly environment: readonly string[];
};

const ownOptions =
  'base_url server_variables timeout max_retries wait_for_rate_limit headers http_client';

/** The options for credentials; a certificate is one of the httpx client. */
export function credentialOptions(schemes: readonly SecuritySchemeModel[]): CredentialOption[] {
  const names = new UniqueNames(ownOptions.split(' '));
  return schemes.flatMap((scheme) => {
    const name = names.take(fit(snakeCase(scheme.option), 'argument'));
    return scheme.type === 'mutualTLS'
      ? []
      : [{ scheme, name, environment: environmentOf(scheme, name) }];
  });
}

function environmentOf(scheme: SecuritySchemeModel, name: string): string[] {
  if (scheme.type === 'basic') return ['USERNAME', 'PASSWORD'];
  if (scheme.type === 'oauth2' && scheme.tokenUrl !== undefined) {
    return ['CLIENT_ID', 'CLIENT_SECRET'];
  }
  return [name.toUpperCase()];
}

/** `_service.py`: the API as a whole. */
export function emitService(
  model: ClientModel,
  names: ClientNames,
  methods: readonly PythonMethod[],
): string {
  const file = new PythonFile();
  const options = credentialOptions(model.schemes);
  const servers = model.servers.map((server) => serverOf(file, server));
  const schemes = options.map(({ scheme, name }) =>
    pair(quote(scheme.name), schemeOf(file, scheme, name)),
  );
  const session = sessionOf(file, model, methods);
  const service = call(file.use('Service'), [
    keyword('title', quote(model.title)),
    keyword('package', quote(names.distribution)),
    keyword('version', file.useOwn('_version', '__version__')),
    keyword('environment', quote(names.environment)),
    ...(servers.length > 0 ? [keyword('servers', tuple(servers))] : []),
    ...(schemes.length > 0 ? [keyword('schemes', dictionary(schemes))] : []),
    ...(isOneCredential(model, methods) ? [keyword('is_one_credential', 'True')] : []),
    ...(session ? [keyword('session', session)] : []),
    ...(model.retriedProblems.length > 0
      ? [
          keyword(
            'retried_problems',
            call('frozenset', [{ open: '{', items: model.retriedProblems.map(quote), close: '}' }]),
          ),
        ]
      : []),
  ]);
  const statement = assignment('SERVICE', file.use('Final'), service, 0);
  return `"""The API as a whole, as data."""

from __future__ import annotations

${file.imports}

${statement}
`;
}

const schemeTypes = {
  apiKey: 'api_key',
  basic: 'basic',
  bearer: 'bearer',
  http: 'http',
  oauth2: 'oauth2',
  openIdConnect: 'open_id',
  mutualTLS: 'mutual_tls',
} as const;

function schemeOf(file: PythonFile, scheme: SecuritySchemeModel, option: string): Code {
  const more: Code[] = [];
  if (scheme.type === 'apiKey') {
    if (scheme.in !== 'header') more.push(keyword('location', quote(scheme.in)));
    more.push(keyword('parameter', quote(scheme.parameter)));
  }
  if (scheme.type === 'http') more.push(keyword('http_scheme', quote(scheme.scheme)));
  if (scheme.type === 'oauth2' && scheme.tokenUrl !== undefined) {
    more.push(keyword('token_url', quote(scheme.tokenUrl)));
  }
  return call(file.use('Scheme'), [
    keyword('option', quote(option)),
    keyword('type', quote(schemeTypes[scheme.type])),
    ...more,
  ]);
}

/** Whether one credential is enough for every operation, so that a client has no other. */
function isOneCredential({ schemes }: ClientModel, methods: readonly PythonMethod[]): boolean {
  if (schemes.length < 2) return false;
  const all = methods.map(({ model }) => model.security).filter(({ length }) => length > 0);
  const isSingle = all.flat().every((each) => Object.keys(each).length <= 1);
  const suffices = ({ name }: SecuritySchemeModel) =>
    all.every((security) => security.some((each) => Object.hasOwn(each, name)));
  return isSingle && schemes.some(suffices);
}

function sessionOf(
  file: PythonFile,
  { schemes }: ClientModel,
  methods: readonly PythonMethod[],
): Code | undefined {
  const refresh = methods.find(({ model }) => model.session === 'refresh');
  const begin = methods.find(({ model }) => model.session === 'begin');
  const scheme = schemes.find(({ type }) => type === 'bearer' || type === 'oauth2');
  if (!refresh || !begin || !scheme) return undefined;
  return call(file.use('KeepSession'), [
    keyword('scheme', quote(scheme.name)),
    keyword('refresh', file.useOwn(`operations.${refresh.module}`, refresh.constant)),
    keyword('sign_in', quote(begin.id)),
  ]);
}

const credentialTypes: Readonly<
  Record<SecuritySchemeModel['type'], readonly [Importable, Importable]>
> = {
  apiKey: ['Credential', 'AsyncCredential'],
  basic: ['BasicCredential', 'BasicCredential'],
  bearer: ['Credential', 'AsyncCredential'],
  http: ['Credential', 'AsyncCredential'],
  oauth2: ['OAuthCredential', 'AsyncOAuthCredential'],
  openIdConnect: ['Credential', 'AsyncCredential'],
  mutualTLS: ['Credential', 'AsyncCredential'],
};

const credentialWords: Readonly<Record<SecuritySchemeModel['type'], string>> = {
  apiKey: 'An API key, or a function that returns one',
  basic: 'A user name and a password',
  bearer: 'An access token, or a function that returns one',
  http: 'The credentials of the Authorization header',
  oauth2: 'An access token, a function that returns one, or `ClientCredentials`',
  openIdConnect: 'An access token, or a function that returns one',
  mutualTLS: '',
};

/** `_client.py`: the two clients. */
export function emitClient(model: ClientModel, names: ClientNames, rootClass: string): string {
  const file = new PythonFile();
  file.use('httpx');
  file.use('Mapping');
  file.use('read_settings');
  file.useOwn('_service', 'SERVICE');
  const classes = [false, true].map((isAsync) =>
    clientClass(file, model, names, { isAsync, rootClass }),
  );
  return `"""The clients."""

from __future__ import annotations

${file.imports}


${classes.join('\n\n')}`;
}

function clientClass(
  file: PythonFile,
  model: ClientModel,
  names: ClientNames,
  { isAsync, rootClass }: { readonly isAsync: boolean; readonly rootClass: string },
): string {
  const options = credentialOptions(model.schemes);
  const name = `${isAsync ? 'Async' : ''}${names.prefix}Client`;
  const root = file.useOwn(`${folderOf(isAsync)}.root`, isAsync ? `Async${rootClass}` : rootClass);
  const base = file.use(isAsync ? 'AsyncClientBase' : 'ClientBase');
  const [server] = model.servers;
  const isAbsolute = server !== undefined && /^https?:/.test(server.url);
  const where = isAbsolute ? `, else \`${server.url.replaceAll(/\s+/g, ' ')}\`` : '';
  const credentials = options.map(({ scheme, name: option, environment }) => {
    const type = file.use(credentialTypes[scheme.type][isAsync ? 1 : 0]);
    const variables = environment.map((each) => `\`${names.environment}${each}\``).join(' and ');
    const words =
      scheme.description?.trim().replaceAll(/\s+/g, ' ') || credentialWords[scheme.type];
    return {
      name: option,
      line: `        ${option}: ${type} | None = None,\n`,
      words: `    ${option}: ${words.replace(/\.$/, '')}; by default the environment variable${environment.length > 1 ? 's' : ''} ${variables}`,
    };
  });
  const description = isAsync
    ? `The asynchronous client: like \`${names.prefix}Client\`, but methods are awaited.`
    : `A client of ${model.title.replaceAll(/\s+/g, ' ')}.\n\nIt keeps connections open, and is safe to use from several threads. Close it, or use it in a \`with\` statement.`;
  const table = layOutCredentials(options);
  const variables = [...new Set(model.servers.flatMap((each) => Object.keys(each.variables)))];
  const hasVariables = variables.length > 0;
  const words = [
    'Create a client.',
    [
      'Args:',
      `    base_url: The URL of the API; by default the environment variable \`${names.environment}BASE_URL\`${where}`,
      ...(hasVariables
        ? [
            `    server_variables: Values for ${variables.map((each) => `\`${oneLine(each)}\``).join(', ')} in the URL of the server`,
          ]
        : []),
      ...credentials.map(({ words: each }) => each),
      '    timeout: Timeout of a whole call in seconds, with all attempts and the response body; None for no limit',
      '    max_retries: How often a call is retried after a temporary failure',
      '    wait_for_rate_limit: Whether to delay requests while the server reports that their rate limit is used up',
      '    headers: Further headers of all requests',
      '    http_client: The httpx client to use, for proxies, certificates or transports of your own; you have to close it yourself',
    ].join('\n'),
    'Raises:\n    ValueError: If an option is invalid; the message names it',
  ].join('\n\n');
  return `class ${name}(${base}, ${root}):
${indent(docstring(description, 4))}

    def __init__(
        self,
        *,
        base_url: str | None = None,
${hasVariables ? '        server_variables: Mapping[str, str] | None = None,\n' : ''}${credentials.map(({ line }) => line).join('')}        timeout: float | None = 60.0,
        max_retries: int = 2,
        wait_for_rate_limit: bool = False,
        headers: Mapping[str, str] | None = None,
        http_client: httpx.${isAsync ? 'AsyncClient' : 'Client'} | None = None,
    ) -> None:
${indent(docstring(words, 8), '        ')}
        settings = read_settings(
            SERVICE,
            base_url=base_url,
${hasVariables ? '            server_variables=server_variables,\n' : ''}            credentials=${table},
            timeout=timeout,
            max_retries=max_retries,
            wait_for_rate_limit=wait_for_rate_limit,
            headers=headers,
        )
        ${base}.__init__(self, settings, http_client)
        ${root}.__init__(self, self._connection)
`;
}

function layOutCredentials(options: readonly CredentialOption[]): string {
  const pairs = options.map(({ name }) => `${quote(name)}: ${name}`);
  const line = `{${pairs.join(', ')}}`;
  if (line.length + 25 <= 100) return line;
  return `{\n${pairs.map((each) => `                ${each},\n`).join('')}            }`;
}
