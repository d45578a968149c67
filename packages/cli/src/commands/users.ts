/** `users`: accounts, for administrators. */
import type { FileOrganizerClient, Scope, User } from '@file-organizer/client';
import { connect } from '../connection/connect.ts';
import { isId } from '../connection/files.ts';
import type { Context } from '../context.ts';
import { EXIT, Failure } from '../failure.ts';
import { timeText } from '../terminal/amounts.ts';
import { confirm, readPassword } from '../terminal/questions.ts';
import { showFields } from './fields.ts';

/** @returns the exit code */
export async function listUsers(context: Context): Promise<number> {
  const { output } = context;
  const { client } = await connect(context);
  const all: User[] = [];
  for await (const user of client.users.list({ limit: 1000 })) all.push(user);
  if (output.isJson) output.json(all);
  else {
    output.table(
      [
        { head: 'NAME', shorten: 'end' },
        { head: 'STATE' },
        { head: 'CREATED' },
        { head: 'SCOPES', shorten: 'end' },
      ],
      all.map(({ username, disabled, createdAt, scopes }) => [
        ...[username, disabled ? 'disabled' : 'enabled', timeText(createdAt)],
        scopes.join(','),
      ]),
    );
  }
  return EXIT.ok;
}

/** @returns the exit code */
export async function createUser(
  context: Context,
  username: string,
  { scopes }: { scopes: Scope[] },
): Promise<number> {
  const { client } = await connect(context);
  const password = await newPassword(context, username);
  const user = await client.users.create({ username, password, scopes });
  show(context, user);
  return EXIT.ok;
}

/** With a terminal the password is typed twice: it cannot be seen. */
async function newPassword(context: Context, username: string): Promise<string> {
  const fromStdin = context.options.passwordStdin === true;
  const password = await readPassword(context, `New password of ${username}: `, fromStdin);
  if (!fromStdin && (await readPassword(context, 'Again: ', false)) !== password) {
    throw new Failure('The two passwords differ. Nothing was changed.');
  }
  return password;
}

export type ChangeUserOptions = {
  readonly scopes?: Scope[];
  readonly password?: boolean;
  readonly disable?: boolean;
  readonly enable?: boolean;
};

/** @returns the exit code */
export async function changeUser(
  context: Context,
  named: string,
  options: ChangeUserOptions,
): Promise<number> {
  const { scopes, password = false, disable = false, enable = false } = options;
  const isChanged = scopes !== undefined || password || disable || enable;
  if (!isChanged)
    throw new Failure('Nothing to change. Add --password, --scopes, --disable or --enable.');
  if (disable && enable) throw new Failure('--disable and --enable exclude each other.');
  const { client } = await connect(context);
  const { userId, username } = await userNamed(client, named);
  const user = await client.users.update(userId, {
    ...(scopes && { scopes }),
    ...(password && { password: await newPassword(context, username) }),
    ...((disable || enable) && { disabled: disable }),
  });
  show(context, user);
  return EXIT.ok;
}

/** @returns the exit code */
export async function deleteUser(
  context: Context,
  named: string,
  { yes = false }: { yes?: boolean },
): Promise<number> {
  const { output } = context;
  const { client } = await connect(context);
  const user = await userNamed(client, named);
  const question = `Delete the user ${user.username} with their API keys? This cannot be undone.`;
  if (!yes && !(await confirm(context, question))) {
    output.note('Nothing was deleted.');
    return EXIT.ok;
  }
  await client.users.delete(user.userId);
  if (output.isJson) output.json(user);
  else output.note(`The user ${user.username} was deleted.`);
  return EXIT.ok;
}

/** Names that differ only in case are the same. */
async function userNamed(client: FileOrganizerClient, named: string): Promise<User> {
  for await (const user of client.users.list({ limit: 1000 })) {
    if (isId(named) ? user.userId === named : user.username.toLowerCase() === named.toLowerCase())
      return user;
  }
  throw new Failure(`There is no user ${named}. \`users list\` lists all users.`);
}

function show({ output }: Context, user: User): void {
  if (output.isJson) output.json(user);
  else {
    showFields(output, [
      ['Name', user.username],
      ['State', user.disabled ? 'disabled' : 'enabled'],
      ['Scopes', user.scopes.join(', ') || 'none'],
      ['ID', user.userId],
    ]);
  }
}
