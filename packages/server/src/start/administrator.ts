/**
 * Makes sure at each start that an administrator exists.
 *
 * @module
 */
import type { Passwords } from '../auth/passwords.ts';
import { readScopes } from '../auth/scopes.ts';
import type { Users } from '../auth/users.ts';
import type { UserRepository, UserRow } from '../storage/accounts/userRepository.ts';
import type { Config } from './config.ts';

/** What the start has done about the administrator. */
export type StartAdministrator = {
  /** The administrator that was created, with its generated password, which cannot be retrieved again. */
  readonly made?: { readonly username: string; readonly password: string };
  /** A notice if settings for an administrator had another effect than expected. */
  readonly notice?: string;
};

type Settings = Pick<Config, 'adminUsername' | 'adminUsernameWasNamed' | 'adminPassword'>;

const USERNAME = 'FILE_ORGANIZER_ADMIN_USERNAME';
const PASSWORD = 'FILE_ORGANIZER_ADMIN_PASSWORD';

/**
 * Creates the administrator given by the settings if there is none yet, and assigns it keys and jobs
 * without an owner. An existing one gets the password of the settings: whoever starts the server owns its
 * data.
 */
export async function startAdministrator(
  { rows, users, passwords }: { rows: UserRepository; users: Users; passwords: Passwords },
  settings: Settings,
): Promise<StartAdministrator> {
  const { adminUsername: username, adminPassword } = settings;
  const first = await rows.findAdministrator();
  if (!first) {
    const password = await users.makeAdministrator(username, adminPassword);
    return password === undefined ? {} : { made: { username, password } };
  }
  const named = await rows.findByName(username);
  if (!named || !isAdministrator(named)) return noEffect(settings, first, named);
  if (adminPassword === undefined) return {};
  if (await passwords.verify(named.password_hash, adminPassword)) return {};
  await users.update(named.user_id, { password: adminPassword });
  const notice = `The password of "${named.username}" has been set to the value of ${PASSWORD}. All sessions of this user have ended.`;
  return { notice };
}

function noEffect(
  { adminUsername, adminUsernameWasNamed, adminPassword }: Settings,
  first: UserRow,
  named: UserRow | undefined,
): StartAdministrator {
  if (adminPassword === undefined && !adminUsernameWasNamed) return {};
  const setting = adminPassword === undefined ? USERNAME : PASSWORD;
  const reason = named
    ? `"${named.username}" is ${named.disabled === 1 ? 'disabled' : 'not an administrator'}`
    : `the data folder already has an administrator, "${first.username}", and no user "${adminUsername}"`;
  const remedy =
    adminPassword === undefined
      ? 'Add users with POST /api/v1/users.'
      : `Set ${USERNAME}=${first.username} to change the password of "${first.username}".`;
  return { notice: `${setting} has no effect: ${reason}. ${remedy}` };
}

const isAdministrator = ({ disabled, scopes }: UserRow): boolean =>
  disabled === 0 && readScopes(scopes).includes('admin');
