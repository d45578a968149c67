/**
 * The files of the client itself: its class, its connection, and the module that users import.
 *
 * @module
 */
import type { ClientModel } from '../../model/clientModel.ts';
import { commentLines } from '../documentation.ts';
import { Imports } from '../imports.ts';
import { titleInText } from '../names.ts';
import type { ResourcePlan } from '../plan.ts';
import { offered, type SchemePlan } from '../schemes.ts';

const SECURITY = './runtime/security.ts';

/** What the credentials of each kind of scheme are. */
const kinds: Readonly<Record<string, string>> = {
  apiKey: 'An API key, or a function that returns one for each request',
  basic: 'A user name and a password',
  bearer: 'A token, or a function that returns one for each request',
  http: 'What follows the scheme in the header `Authorization`',
  oauth2: 'An access token',
  openIdConnect: 'An access token',
};

/** The file with the function that makes connections. */
export function connectionFile(schemes: readonly SchemePlan[]): string {
  const imports = new Imports();
  const options = offered(schemes).map(({ model, option, optionType, environment, hasScopes }) => {
    const type = imports.type(SECURITY, optionType);
    const kind = hasScopes
      ? 'An access token, or a client id and secret, with which the client requests tokens'
      : (kinds[model.type] ?? '');
    const variables = environment.map((each) => `\`API_${each}\``).join(' and ');
    const words = [
      model.description ?? '',
      `${kind}; by default of the environment: ${variables}.`,
    ];
    return `${commentLines(words, '  ')}  readonly ${option}?: ${type} | undefined;\n`;
  });
  const credentials =
    options.length === 0
      ? ''
      : `/** The credentials of the client, by security scheme. */
export type Credentials = {\n${options.join('')}};\n\n`;
  return `${imports.text}import { api } from './api.ts';
import { createConnection as connect } from './runtime/connection.ts';
import type { Connection } from './runtime/operation.ts';
import type { ConnectionOptions as CommonOptions } from './runtime/settings.ts';

${credentials}/** The options of a connection. */
export type ConnectionOptions = CommonOptions${options.length === 0 ? '' : ' & Credentials'};

/**
 * Creates what functions and resources send their requests with.
 *
 * @throws TypeError that names the invalid option
 */
export function createConnection(options: ConnectionOptions = {}): Connection {
  return connect(api, options);
}
`;
}

/** The file with the class of the client. */
export function clientFile(
  { title, description, webhooks }: Pick<ClientModel, 'title' | 'description' | 'webhooks'>,
  name: string,
  root: ResourcePlan,
  schemes: readonly SchemePlan[],
  example: string | undefined,
): string {
  const hasCredentials = offered(schemes).length > 0;
  const words = [
    `A client of ${titleInText(title)}.`,
    description ?? '',
    `@example\nconst client = new ${name}Client();${example === undefined ? '' : `\nconst result = await ${example};`}`,
  ];
  const unwrap =
    webhooks.length === 0
      ? ''
      : `  /** Verifies and reads the requests that the API sends. */\n  readonly webhooks: Webhooks = webhooks;\n\n`;
  const imported =
    webhooks.length === 0 ? '' : "import { type Webhooks, webhooks } from './webhooks.ts';\n";
  return `import { api } from './api.ts';
${hasCredentials ? "import type { Credentials } from './connection.ts';\n" : ''}import { ${root.className} } from './resources/${root.file}.ts';
import { type BaseClientOptions, connectClient } from './runtime/client.ts';
${imported}
/** The options of the client. */
export type ClientOptions = BaseClientOptions${hasCredentials ? ' & Credentials' : ''};

${commentLines(words)}export class ${name}Client extends ${root.className} {
${unwrap}  /** @throws TypeError that names the invalid option */
  constructor(options: ClientOptions = {}) {
    super(connectClient(api, options));
  }
}
`;
}

/** Classes of errors that the runtime exports, besides that of all. */
const errors = [
  'AbortError',
  'AuthenticationError',
  'BadRequestError',
  'ConflictError',
  'ConnectionError',
  'NotFoundError',
  'NotModifiedError',
  'PermissionDeniedError',
  'PreconditionError',
  'RateLimitError',
  'ServerError',
  'TimeoutError',
];

/** Types of the runtime that users meet, by module. */
const runtimeTypes: Readonly<Record<string, readonly string[]>> = {
  'call.ts': ['ApiPromise', 'Failure', 'NoResponse', 'Outcome', 'Success'],
  'fetchLike.ts': ['FetchInit', 'FetchLike', 'FetchResponse'],
  'logger.ts': ['LogEntry', 'Logger'],
  'middleware.ts': ['ApiRequest', 'Middleware'],
  'operation.ts': ['Answer', 'WebSocketLike'],
  'options.ts': [
    'FilePart',
    'ItemSource',
    'RequestOptions',
    'UploadOptions',
    'UploadProgress',
    'UploadSource',
    'WaitOptions',
  ],
};

/** Types of parts of the runtime that not every client has. */
const optionalTypes: Readonly<Record<string, readonly string[]>> = {
  'events.ts': ['EventOptions', 'EventStream', 'StreamState'],
  'pages.ts': ['PagePromise'],
  'security.ts': ['BasicCredentials', 'OAuth2Credentials', 'Secret'],
  'stream.ts': ['Stream', 'StreamPromise'],
  'webhooks.ts': ['WebhookHeaders', 'WebhookSettings'],
};

/** What is exported for the requests that the API sends. */
function sentExports({ webhooks, callbacks }: Pick<ClientModel, 'webhooks' | 'callbacks'>): string {
  if (webhooks.length === 0 && callbacks.length === 0) return '';
  return [
    ...(callbacks.length > 0
      ? ["export { type CallbackEvents, type Callbacks, callbacks } from './callbacks.ts';"]
      : []),
    "export { rememberMessages, WebhookError } from './runtime/webhooks.ts';",
    ...(webhooks.length > 0
      ? ["export { type WebhookEvents, type Webhooks, webhooks } from './webhooks.ts';"]
      : []),
    '',
  ].join('\n');
}

/** The names that the main module exports besides the types of the document. */
export const exportedNames = (
  name: string,
  { callbacks }: Pick<ClientModel, 'callbacks'>,
): string[] => [
  ...[`${name}Client`, `${name}Error`, 'ClientOptions', 'ConnectionOptions', 'Credentials'],
  ...['servers', 'webhooks', 'Webhooks', 'WebhookEvents', 'LiveEvent', 'LiveMessage'],
  ...['rememberMessages', 'WebhookError'],
  ...(callbacks.length > 0 ? ['callbacks', 'Callbacks', 'CallbackEvents'] : []),
  ...errors,
  ...Object.values({ ...runtimeTypes, ...optionalTypes }).flat(),
];

/**
 * The module that users import.
 *
 * @param modules the files of the runtime that the client has
 */
export function indexFile(
  model: Pick<ClientModel, 'title' | 'webhooks' | 'callbacks' | 'servers'>,
  name: string,
  schemes: readonly SchemePlan[],
  modules: ReadonlySet<string>,
): string {
  const { title, servers } = model;
  const client = `${name}Client`;
  const optional = Object.entries(optionalTypes).filter(([module]) => modules.has(module));
  const types = [...Object.entries(runtimeTypes), ...optional].sort(([a], [b]) => (a < b ? -1 : 1));
  const connection =
    offered(schemes).length > 0 ? 'ConnectionOptions, Credentials' : 'ConnectionOptions';
  const comment = commentLines([`The TypeScript client of ${titleInText(title)}.`, '@module']);
  const first = servers.length > 0 ? "export { servers } from './api.ts';\n" : '';
  return `${comment}${first}export { type ClientOptions, ${client}, ${client} as default } from './client.ts';
export type { ${connection} } from './connection.ts';
export {
${[...errors, `${name}Error`]
  .sort()
  .map((each) => `  ${each},\n`)
  .join('')}} from './runtime/errors.ts';
${types.map(([module, names]) => `export type { ${names.join(', ')} } from './runtime/${module}';\n`).join('')}export type * from './types.ts';
${sentExports(model)}`;
}
