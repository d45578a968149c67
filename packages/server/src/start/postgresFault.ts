import { errnoOf } from '../problemError.ts';
import { DatabaseUnreachable, NewerDatabase } from '../storage/database.ts';
import { SettingError } from './config.ts';

const SETTING = 'FILE_ORGANIZER_DATABASE_URL';

/** Remedies by PostgreSQL's codes of errors. */
const remedies: Readonly<Record<string, string>> = {
  '28000': `check its user name, and the rules in pg_hba.conf`,
  '28P01': 'check its user name and password',
  '3D000': 'create the database first (createdb)',
  '55P03': 'another server has been starting for a minute; stop it, or try again',
  '42501':
    'let its user create tables: GRANT CREATE, USAGE ON SCHEMA public TO that user, or make it the owner of the database',
};

/**
 * The error that explains why the server cannot start with PostgreSQL.
 *
 * @param url of the database; its password is not part of the message
 * @returns undefined for an unexpected error
 */
export function postgresFault(error: unknown, url: string): SettingError | undefined {
  if (!(error instanceof Error)) return undefined;
  const database = `the database ${nameOfDatabase(url)} (${SETTING})`;
  if (error instanceof NewerDatabase) {
    return new SettingError(
      `A newer version of the server wrote ${database}: ${error.migration}. Install that version or a later one, or use another database`,
    );
  }
  if (error.name === 'DatabaseInUse') {
    return new SettingError(
      `Another server is using ${database} with another data folder; stop it, or use another database. A standby needs the same data folder (--data, FILE_ORGANIZER_DATA)`,
    );
  }
  if (error.name === 'WrongMode') {
    return new SettingError(`Cannot use ${database}. ${error.message}; use another database`);
  }
  if (error.name === 'UnsuitableDatabase') {
    return new SettingError(`Cannot use ${database}. ${error.message}`);
  }
  const remedy = remedies[errnoOf(error) ?? errnoOf(error.cause) ?? ''];
  if (remedy !== undefined) {
    return new SettingError(`Cannot open ${database}: ${reasonOf(error)}; ${remedy}`);
  }
  if (error instanceof DatabaseUnreachable) {
    return new SettingError(
      `Cannot connect to ${database}: ${reasonOf(error)}; start PostgreSQL, or correct host and port`,
    );
  }
  return undefined;
}

function reasonOf({ message, cause }: Error): string {
  // An error of several addresses has no message of its own.
  if (cause instanceof AggregateError) return String(cause.errors[0]?.message ?? message);
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}

/** The URL of a database without user name, password and parameters. */
export function nameOfDatabase(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = hostname === '' ? (searchParams.get('host') ?? 'localhost') : hostname;
  return `${host}${port === '' ? '' : `:${port}`}${pathname}`;
}
