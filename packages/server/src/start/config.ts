/**
 * The server's settings: one list, from which flags, environment, defaults and `--help` are derived.
 *
 * @module
 */
import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hostNameOf } from '@contract-first/hono';
import type { BucketSettings } from '../library/objects/bucketRequests.ts';
import { errnoOf } from '../problemError.ts';
import { bucketIn, objectStorageOf } from './objectStorage.ts';
import { SettingError } from './settingError.ts';

export { SettingError } from './settingError.ts';

export type Config = {
  readonly port: number;
  readonly host: string;
  /** The library's folder, absolute. */
  readonly root: string;
  /** Whether the folder was given; only the default one is created if it does not exist. */
  readonly rootWasNamed: boolean;
  /** The data folder, absolute. */
  readonly data: string;
  /** The URL of a PostgreSQL database; undefined for SQLite in the data folder. */
  readonly databaseUrl: string | undefined;
  /** The bucket that has the library's bytes; undefined for a library in a folder. */
  readonly objectStorage: BucketSettings | undefined;
  /** A key to install as administrator, in the form `fo_<id>_<token>`. */
  readonly apiKey: string | undefined;
  /** The administrator's user name. */
  readonly adminUsername: string;
  /** Whether the user name was given; an unused default name needs no notice. */
  readonly adminUsernameWasNamed: boolean;
  /** The administrator's password; undefined to keep it, or to generate one for the first administrator. */
  readonly adminPassword: string | undefined;
  /** Factor for all rate limits; 0 disables them. */
  readonly rateLimitScale: number;
  /** The largest upload accepted, in bytes. */
  readonly maxUploadBytes: number;
  /** The most open connections of one client address. */
  readonly connectionsPerAddress: number;
  /** The origins whose pages may use the API, such as `https://example.org`; `*` for all. */
  readonly corsOrigins: readonly string[];
  /** Host names accepted in addition to the usual ones, as normalized by `hostNameOf`. */
  readonly hosts: readonly string[];
  /** The port for metrics without authentication; 0 takes a free one. */
  readonly metricsPort: number | undefined;
  readonly checkResponses: 'off' | 'report' | 'enforce';
  readonly logLevel: string;
};

type Setting<T> = {
  readonly env: string;
  readonly flag?: string;
  readonly value?: string;
  readonly fallback?: string;
  readonly about: string;
  readonly secret?: boolean;
  parse(text: string): T;
};

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const checks = ['off', 'report', 'enforce'] as const;

const number =
  (least: number, most: number, kind: 'whole' | 'any' = 'whole') =>
  (text: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(value >= least && value <= most) || (kind === 'whole' && !Number.isInteger(value))) {
      throw new SettingError(
        `must be a ${kind === 'whole' ? 'whole ' : ''}number from ${least} to ${most}`,
      );
    }
    return value;
  };

const folder = (text: string): string => {
  if (text === '') throw new SettingError('must be the path of a folder');
  return isAbsolute(text) ? text : resolve(text);
};

const choice =
  <T extends string>(choices: readonly T[]) =>
  (text: string): T => {
    const found = choices.find((each) => each === text);
    if (!found) throw new SettingError(`must be one of ${choices.join(', ')}`);
    return found;
  };

/** The entries of a comma-separated list. */
const listed = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** Host names as in `Host`, without a port. */
const hostNames = (text: string): readonly string[] =>
  listed(text).map((each) => {
    const name = hostNameOf(each);
    // Appending a port only works if there is none.
    const hasPort = hostNameOf(`${each}:1`) === undefined;
    if (name === undefined || hasPort || !/^[\w.-]+$|^\[/.test(name)) {
      throw new SettingError(
        'must be host names without scheme or port, such as files.example.org or [fd00::1]',
      );
    }
    return name;
  });

/** Origins as a browser sends them (RFC 6454, section 6.1), or `*` alone. */
const origins = (text: string): readonly string[] => {
  const given = listed(text);
  // Patterns would never match, since no browser sends an origin with an asterisk.
  const isOrigin = (each: string) =>
    !each.includes('*') && URL.canParse(each) && new URL(each).origin === each;
  if (!given.every(isOrigin) && !(given.length === 1 && given[0] === '*')) {
    throw new SettingError(
      'must be origins such as https://example.org, without patterns, or * alone',
    );
  }
  return given;
};

/** All settings. Flags override the environment, which overrides the defaults. */
export const settings = {
  port: {
    env: 'PORT',
    flag: 'port',
    value: 'number',
    fallback: '8000',
    about: 'Port to listen on; 0 picks a free one',
    parse: number(0, 65535),
  },
  host: {
    env: 'HOST',
    flag: 'host',
    value: 'address',
    fallback: '127.0.0.1',
    about: 'Address to listen on',
    parse: (text: string) => {
      if (text === '') throw new SettingError('must be an address, such as 127.0.0.1');
      return text;
    },
  },
  root: {
    env: 'FILE_ORGANIZER_ROOT',
    flag: 'root',
    value: 'folder',
    fallback: './library',
    about: 'The folder to serve; the default is created, with samples, if it does not exist',
    parse: folder,
  },
  data: {
    env: 'FILE_ORGANIZER_DATA',
    flag: 'data',
    value: 'folder',
    fallback: './.file-organizer',
    about: 'The folder for the database and the trash; must not be inside the root',
    parse: folder,
  },
  databaseUrl: {
    env: 'FILE_ORGANIZER_DATABASE_URL',
    about:
      'A PostgreSQL database to use instead of SQLite, postgres://user:password@host:port/database; a second server with the same database and folders waits as a standby',
    secret: true,
    parse: (text: string) => {
      if (!/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '')) {
        throw new SettingError('must be a URL such as postgres://user:password@host:5432/database');
      }
      return text;
    },
  },
  blobs: {
    env: 'FILE_ORGANIZER_BLOBS',
    about:
      'An S3 bucket that has the library instead of the root, s3://bucket/prefix; needs PostgreSQL and the AWS_ variables',
    parse: (text: string) => {
      bucketIn(text);
      return text;
    },
  },
  apiKey: {
    env: 'FILE_ORGANIZER_API_KEY',
    about: 'An API key for the administrator, fo_<id>_<token>, installed at each start',
    secret: true,
    parse: (text: string) => {
      // As long as the minimum for passwords, so that it cannot be guessed.
      if (!/^fo_[A-Za-z0-9]{1,64}_[A-Za-z0-9]{8,256}$/.test(text)) {
        throw new SettingError(
          'must have the form fo_<id>_<token>, of letters and digits, with at least 8 in the token',
        );
      }
      return text;
    },
  },
  adminUsername: {
    env: 'FILE_ORGANIZER_ADMIN_USERNAME',
    fallback: 'admin',
    about: 'User name of the administrator, created at the first start',
    parse: (text: string) => {
      if (!/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/.test(text)) {
        throw new SettingError(
          'must be 1 to 64 letters, digits or any of "._@-", starting with a letter or digit',
        );
      }
      return text;
    },
  },
  adminPassword: {
    env: 'FILE_ORGANIZER_ADMIN_PASSWORD',
    about:
      'Password of the administrator, set at each start; if omitted, the first start generates and prints one',
    secret: true,
    parse: (text: string) => {
      const length = [...text].length;
      if (length < 8 || length > 1024) throw new SettingError('must have 8 to 1024 characters');
      return text;
    },
  },
  rateLimitScale: {
    env: 'FILE_ORGANIZER_RATE_LIMIT_SCALE',
    fallback: '1',
    about: 'Multiplier for all rate limits; 0 turns them off',
    parse: number(0, 1_000_000, 'any'),
  },
  maxUploadBytes: {
    env: 'FILE_ORGANIZER_MAX_UPLOAD_BYTES',
    fallback: String(16 * 1024 ** 3),
    about: 'Maximum size of an uploaded file, in bytes',
    parse: number(1, Number.MAX_SAFE_INTEGER),
  },
  connectionsPerAddress: {
    env: 'FILE_ORGANIZER_CONNECTIONS_PER_ADDRESS',
    fallback: '1024',
    about:
      'Maximum number of open connections per IP address; raise it behind a proxy that needs more',
    parse: number(1, 65_535),
  },
  corsOrigins: {
    env: 'FILE_ORGANIZER_CORS_ORIGINS',
    fallback: '',
    about: 'Origins whose pages may use the API, separated by commas, or * for all',
    parse: origins,
  },
  hosts: {
    env: 'FILE_ORGANIZER_HOSTS',
    fallback: '',
    about:
      'Host names of the server in addition to localhost and its own address, separated by commas',
    parse: hostNames,
  },
  metricsPort: {
    env: 'FILE_ORGANIZER_METRICS_PORT',
    about: 'Port for metrics without credentials; 0 picks a free one',
    parse: number(0, 65535),
  },
  checkResponses: {
    env: 'FILE_ORGANIZER_CHECK_RESPONSES',
    fallback: 'off',
    about:
      'Check each response against the contract: off, report (log) or enforce (respond with 500)',
    parse: choice(checks),
  },
  logLevel: {
    env: 'LOG_LEVEL',
    fallback: 'info',
    about: `Log level on stderr: ${logLevels.join(', ')}; requests are logged at info, on a terminal at debug`,
    parse: choice(logLevels),
  },
} satisfies Record<string, Setting<unknown>>;

/**
 * Has the prefix of settings but is for other programs: the clients' examples read the server's URL from
 * it.
 */
const foreign = new Set(['FILE_ORGANIZER_BASE_URL']);

/** Environment variables with the prefix of settings that are not settings, such as misspelt ones. */
export function unknownSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(Object.values<Setting<unknown>>(settings).map((setting) => setting.env));
  return Object.keys(env)
    .filter((name) => name.startsWith('FILE_ORGANIZER_'))
    .filter((name) => !known.has(name) && !foreign.has(name))
    .sort();
}

/** The output of `--help`. */
export function helpText(): string {
  const rows = Object.values<Setting<unknown>>(settings).map((setting): [string, string] => {
    const name = setting.flag
      ? `--${setting.flag} <${setting.value}>, ${setting.env}`
      : setting.env;
    return [name, setting.about + (setting.fallback ? ` (${setting.fallback})` : '')];
  });
  const width = Math.max(...rows.map(([name]) => name.length));
  const list = rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`).join('\n');
  return `Serves a folder through the File Organizer API.

Settings, as flags or environment variables (defaults in parentheses); flags override environment variables:

${list}
  ${'--help'.padEnd(width)}  Print this help`;
}

/**
 * Reads the settings.
 *
 * @param args the arguments after the program's name
 * @returns undefined for `--help`
 * @throws SettingError for an unknown flag or an invalid value
 */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config | undefined {
  const flags = readFlags(args);
  if (flags.help) return undefined;

  const textOf = (setting: Setting<unknown>): string | undefined => {
    const flag = setting.flag ? flags[setting.flag] : undefined;
    const given = typeof flag === 'string' ? flag : env[setting.env];
    return given ?? setting.fallback;
  };
  const read = <T>(setting: Setting<T>): T => {
    const text = textOf(setting) ?? '';
    try {
      return setting.parse(text);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      const name = setting.flag ? `--${setting.flag} (${setting.env})` : setting.env;
      const got = setting.secret ? '' : `, not "${text}"`;
      throw new SettingError(`${name} ${error.message}${got}`);
    }
  };
  const rootWasNamed = flags.root !== undefined || env[settings.root.env] !== undefined;
  const objectStorage = (): BucketSettings | undefined => {
    if (!textOf(settings.blobs)) return undefined;
    const blobs = read(settings.blobs);
    if (textOf(settings.databaseUrl) === undefined) {
      throw new SettingError(
        `${settings.blobs.env} needs a database that several servers can share; set ${settings.databaseUrl.env} as well`,
      );
    }
    if (rootWasNamed) {
      throw new SettingError(
        `${settings.blobs.env} and --root (${settings.root.env}) exclude each other: a library is in a bucket or in a folder; remove one of them`,
      );
    }
    return objectStorageOf(blobs, env);
  };
  return {
    port: read(settings.port),
    host: read(settings.host),
    root: read(settings.root),
    rootWasNamed,
    data: read(settings.data),
    databaseUrl:
      textOf(settings.databaseUrl) === undefined ? undefined : read(settings.databaseUrl),
    objectStorage: objectStorage(),
    apiKey: textOf(settings.apiKey) === undefined ? undefined : read(settings.apiKey),
    adminUsername: read(settings.adminUsername),
    adminUsernameWasNamed: env[settings.adminUsername.env] !== undefined,
    adminPassword:
      textOf(settings.adminPassword) === undefined ? undefined : read(settings.adminPassword),
    rateLimitScale: read(settings.rateLimitScale),
    maxUploadBytes: read(settings.maxUploadBytes),
    connectionsPerAddress: read(settings.connectionsPerAddress),
    corsOrigins: read(settings.corsOrigins),
    hosts: read(settings.hosts),
    metricsPort:
      textOf(settings.metricsPort) === undefined ? undefined : read(settings.metricsPort),
    checkResponses: read(settings.checkResponses),
    logLevel: read(settings.logLevel),
  };
}

function readFlags(args: readonly string[]): Record<string, string | boolean | undefined> {
  const flags = Object.values<Setting<unknown>>(settings).flatMap(({ flag }) => flag ?? []);
  try {
    return parseArgs({
      // npm requires "--" before the flags of a script, and pnpm passes that on.
      args: args[0] === '--' ? args.slice(1) : [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        ...Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }])),
      },
    }).values;
  } catch (error) {
    // Node's own message would repeat the argument, which may be a key.
    const isStray = errnoOf(error) === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL';
    const said = error instanceof Error ? error.message : String(error);
    const message = isStray
      ? 'Unexpected argument'
      : said.replace(/\. To specify a positional .*/, '');
    throw new SettingError(`${message}. Run with --help for the list of settings.`);
  }
}
