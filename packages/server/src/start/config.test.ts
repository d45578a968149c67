import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Config,
  helpText,
  readConfig,
  SettingError,
  settings,
  unknownSettings,
} from './config.ts';

const read = (args: string[] = [], env: Record<string, string> = {}): Config => {
  const config = readConfig(args, env);
  if (!config) throw new Error('The settings ask for help');
  return config;
};

describe('readConfig', () => {
  it('has a default for every setting except the key', () => {
    expect(read()).toEqual({
      port: 8000,
      host: '127.0.0.1',
      root: resolve('library'),
      rootWasNamed: false,
      data: resolve('.file-organizer'),
      databaseUrl: undefined,
      apiKey: undefined,
      adminUsername: 'admin',
      adminUsernameWasNamed: false,
      adminPassword: undefined,
      rateLimitScale: 1,
      maxUploadBytes: 16 * 1024 ** 3,
      connectionsPerAddress: 1024,
      corsOrigins: [],
      hosts: [],
      metricsPort: undefined,
      checkResponses: 'off',
      logLevel: 'info',
    });
  });

  type Row = [
    field: keyof Config,
    flag: string | undefined,
    env: string,
    text: string,
    value: unknown,
  ];
  const rows: Row[] = [
    ['port', '--port', 'PORT', '0', 0],
    ['port', '--port', 'PORT', '65535', 65_535],
    ['host', '--host', 'HOST', '::1', '::1'],
    ['root', '--root', 'FILE_ORGANIZER_ROOT', '/some/where', '/some/where'],
    ['root', '--root', 'FILE_ORGANIZER_ROOT', 'some/where', resolve('some/where')],
    ['data', '--data', 'FILE_ORGANIZER_DATA', '/some/where', '/some/where'],
    [
      ...(['databaseUrl', undefined, 'FILE_ORGANIZER_DATABASE_URL'] as const),
      ...['postgresql://u@h/d', 'postgresql://u@h/d'],
    ] as Row,
    ['apiKey', undefined, 'FILE_ORGANIZER_API_KEY', 'fo_abc123_token456', 'fo_abc123_token456'],
    ['adminUsername', undefined, 'FILE_ORGANIZER_ADMIN_USERNAME', 'jane@home', 'jane@home'],
    ['adminPassword', undefined, 'FILE_ORGANIZER_ADMIN_PASSWORD', 'long enough', 'long enough'],
    ['rateLimitScale', undefined, 'FILE_ORGANIZER_RATE_LIMIT_SCALE', '0', 0],
    ['rateLimitScale', undefined, 'FILE_ORGANIZER_RATE_LIMIT_SCALE', '2.5', 2.5],
    ['maxUploadBytes', undefined, 'FILE_ORGANIZER_MAX_UPLOAD_BYTES', '1000', 1000],
    ['connectionsPerAddress', undefined, 'FILE_ORGANIZER_CONNECTIONS_PER_ADDRESS', '65535', 65_535],
    [
      'corsOrigins',
      undefined,
      'FILE_ORGANIZER_CORS_ORIGINS',
      'https://a.example, http://localhost:5173',
      ['https://a.example', 'http://localhost:5173'],
    ],
    ['corsOrigins', undefined, 'FILE_ORGANIZER_CORS_ORIGINS', '*', ['*']],
    [
      'hosts',
      undefined,
      'FILE_ORGANIZER_HOSTS',
      'Files.example.org., nas, [FD00::1]',
      ['files.example.org', 'nas', '[fd00::1]'],
    ],
    ['metricsPort', undefined, 'FILE_ORGANIZER_METRICS_PORT', '9090', 9090],
    ['checkResponses', undefined, 'FILE_ORGANIZER_CHECK_RESPONSES', 'enforce', 'enforce'],
    ['logLevel', undefined, 'LOG_LEVEL', 'silent', 'silent'],
  ];

  it.each(rows)('%s is read from %s and %s: %s', (field, flag, env, text, value) => {
    expect(read([], { [env]: text })[field]).toEqual(value);
    if (!flag) return;
    expect(read([flag, text])[field]).toEqual(value);
    expect(read([`${flag}=${text}`])[field]).toEqual(value);
    // Flags override the environment, even an empty value.
    expect(read([flag, text], { [env]: '' })[field]).toEqual(value);
  });

  it('every setting has a row above', () => {
    // The settings of object storage are read together; `objectStorage.test.ts` has them.
    const covered = new Set([...rows.map(([, , env]) => env), 'FILE_ORGANIZER_BLOBS']);
    expect(Object.values(settings).filter(({ env }) => !covered.has(env))).toEqual([]);
  });

  it('knows whether the root was given', () => {
    expect(read(['--root', 'library']).rootWasNamed).toBe(true);
    expect(read([], { FILE_ORGANIZER_ROOT: 'library' }).rootWasNamed).toBe(true);
    expect(read(['--data', 'x']).rootWasNamed).toBe(false);
  });

  it.each([
    ['PORT', 'abc', '--port (PORT) must be a whole number from 0 to 65535, not "abc"'],
    ['PORT', '', '--port (PORT) must be a whole number from 0 to 65535, not ""'],
    ['PORT', '-1', 'from 0 to 65535, not "-1"'],
    ['PORT', '65536', 'from 0 to 65535, not "65536"'],
    ['PORT', '80.5', 'whole number'],
    ['PORT', 'Infinity', 'whole number'],
    ['HOST', '', '--host (HOST) must be an address'],
    ['FILE_ORGANIZER_ROOT', '', '--root (FILE_ORGANIZER_ROOT) must be the path of a folder'],
    ['FILE_ORGANIZER_DATA', '', '--data (FILE_ORGANIZER_DATA) must be the path of a folder'],
    ['FILE_ORGANIZER_RATE_LIMIT_SCALE', '-1', 'must be a number from 0 to 1000000, not "-1"'],
    ['FILE_ORGANIZER_RATE_LIMIT_SCALE', 'off', 'not "off"'],
    ['FILE_ORGANIZER_MAX_UPLOAD_BYTES', '0', 'from 1 to'],
    ['FILE_ORGANIZER_MAX_UPLOAD_BYTES', '5MB', 'not "5MB"'],
    ['FILE_ORGANIZER_HOSTS', 'https://a.example', 'must be host names without scheme or port'],
    ['FILE_ORGANIZER_HOSTS', 'a.example:8000', 'not "a.example:8000"'],
    ['FILE_ORGANIZER_HOSTS', 'fd00::1', 'not "fd00::1"'],
    ['FILE_ORGANIZER_HOSTS', '*', 'not "*"'],
    ['FILE_ORGANIZER_CORS_ORIGINS', 'http://*.a.com', 'without patterns, or * alone, not'],
    ['FILE_ORGANIZER_CORS_ORIGINS', 'https://a.com:*', 'must be origins such as'],
    ['FILE_ORGANIZER_CORS_ORIGINS', '*,https://a.com', 'must be origins such as'],
    ['FILE_ORGANIZER_CORS_ORIGINS', 'https://a.com/', 'must be origins such as'],
    ['FILE_ORGANIZER_CHECK_RESPONSES', 'yes', 'must be one of off, report, enforce, not "yes"'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug,'],
  ])('refuses %s=%j with a reason', (env, text, message) => {
    expect(() => read([], { [env]: text })).toThrow(SettingError);
    expect(() => read([], { [env]: text })).toThrow(message);
  });

  it.each([
    '',
    'secret',
    'fo_secret',
    'fo__secret',
    'fo_id_',
    'fo_id_secret!',
    'fo_id_secret_more',
    'fo_id_secret7',
    'FO_id_secret',
    ' fo_id_secret',
    'fo_id_secret\n',
    `fo_id_${'secret'.repeat(100)}`,
  ])('refuses the key %j without showing it', (key) => {
    const attempt = () => read([], { FILE_ORGANIZER_API_KEY: key });
    expect(attempt).toThrow(/^FILE_ORGANIZER_API_KEY must have the form fo_<id>_<token>/);
    expect(attempt).not.toThrow(/secret/);
  });

  it('accepts a key whose token has the minimum length of a password', () => {
    expect(read([], { FILE_ORGANIZER_API_KEY: 'fo_id_secret08' }).apiKey).toBe('fo_id_secret08');
  });

  it.each([['--unknown'], ['--port'], ['stray'], ['--root', '--data'], ['-x'], ['--PORT', '1']])(
    'refuses the arguments %j and points to --help',
    (...args) => {
      expect(() => read(args)).toThrow(SettingError);
      expect(() => read(args)).toThrow('--help');
    },
  );

  it('does not show a key that was given as an argument', () => {
    for (const args of [
      ['--api-key=fo_id_secret'],
      ['--api-key', 'fo_id_secret'],
      ['fo_id_secret'],
    ]) {
      expect(() => read(args)).toThrow(SettingError);
      expect(() => read(args)).not.toThrow(/secret/);
    }
  });

  it('reads flags after "--"', () => {
    expect(read(['--', '--port', '0']).port).toBe(0);
  });

  it.each([['--help'], ['-h'], ['--port', 'abc', '--help']])(
    'returns no settings for %j',
    (...args) => {
      expect(readConfig(args, {})).toBeUndefined();
    },
  );
});

describe('unknownSettings', () => {
  it('names variables that look like settings', () => {
    const env = { FILE_ORGANIZER_PORT: '1', FILE_ORGANIZER_ADMIN_PASWORD: 'x', PORTS: '1' };
    expect(unknownSettings(env)).toEqual(['FILE_ORGANIZER_ADMIN_PASWORD', 'FILE_ORGANIZER_PORT']);
  });

  it('accepts every setting and the variables of clients', () => {
    const names = [...Object.values(settings).map(({ env }) => env), 'FILE_ORGANIZER_BASE_URL'];
    expect(unknownSettings(Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual([]);
  });
});

describe('helpText', () => {
  it('lists every setting with flag, variable, default and purpose', () => {
    const lines = helpText().split('\n');
    for (const setting of Object.values(settings)) {
      const line = lines.find((each) => each.includes(setting.env)) ?? '';
      expect(line).toContain(setting.about);
      if ('flag' in setting) expect(line).toContain(`--${setting.flag} <`);
      if ('fallback' in setting && setting.fallback)
        expect(line).toContain(`(${setting.fallback})`);
    }
  });
});
