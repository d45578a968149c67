import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { ApiKeys } from '../../../auth/apiKeys.ts';
import { KeyUses } from '../../../auth/keyUses.ts';
import { Passwords } from '../../../auth/passwords.ts';
import { hashSecret } from '../../../auth/secret.ts';
import { Users } from '../../../auth/users.ts';
import { CredentialRepository } from '../../accounts/credentialRepository.ts';
import { UserRepository } from '../../accounts/userRepository.ts';
import { Writes } from '../../writes.ts';
import { openDatabase } from '../database.ts';
import { migrations } from './index.ts';

/** Creates a database from before there were users, with these rows. */
async function makeOld(data: string, rows: string): Promise<void> {
  const database = new Sqlite(join(data, 'file-organizer.sqlite'));
  const old = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const steps = Object.entries(migrations).filter(([name]) => name < '0003');
  const provider = { getMigrations: async () => Object.fromEntries(steps) };
  const { error } = await new Migrator({ db: old, provider }).migrateToLatest();
  if (error) throw error;
  database.exec(rows);
  await old.destroy();
}

it('assigns existing keys and jobs to the first administrator', async () => {
  const data = await mkdtemp(join(tmpdir(), 'file-organizer-migration-'));
  try {
    const key = 'fo_abc_0123456789';
    const job = (id: string, userId: string) =>
      `INSERT INTO jobs VALUES ('${id}', 'organize', 'planned', '', '/', 'type', 0, 0, 0, 0, 0, 0, 0, '${userId}');`;
    await makeOld(
      data,
      `INSERT INTO api_keys VALUES ('abc', 'old', '${hashSecret(key)}', 'files:read', 1);
       ${job('a', '')} ${job('b', 'administrator')}`,
    );
    const database = await openDatabase(data);
    const rows = new CredentialRepository(database, new Writes());
    const users = new Users(new UserRepository(database), await Passwords.open());
    const uses = new KeyUses(rows, pino({ level: 'silent' }));
    const keys = new ApiKeys(rows, users, uses);
    expect(await keys.verify(key), 'a key of nobody').toBeUndefined();
    const password = await users.makeAdministrator('admin', undefined);
    const { user_id } = await users.authenticate('admin', password ?? '');
    expect(await keys.verify(key)).toMatchObject({
      userId: user_id,
      scopes: new Set(['files:read']),
    });
    const jobs = await database.selectFrom('jobs').select('user_id').execute();
    expect(jobs).toEqual([{ user_id }, { user_id }]);
    expect(await users.makeAdministrator('other', undefined), 'once only').toBeUndefined();
    await uses.close();
    await database.destroy();
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
