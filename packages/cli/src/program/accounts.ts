/** The commands that sign in, and manage keys and users. */
import type { Command } from 'commander';
import type { Act } from './act.ts';
import { withExamples } from './help.ts';
import { scopesOption, yesOption } from './options.ts';

export function addAccounts(program: Command, act: Act): void {
  const login = program
    .command('login')
    .description('sign in to a server elsewhere: stores an API key for this machine')
    .addOption(scopesOption('what the key can do (default: all that you can do)'))
    .action((_options, command) =>
      act(command, async (context) =>
        (await import('../commands/login.ts')).login(context, command.optsWithGlobals()),
      ),
    );
  withExamples(
    login,
    'login --server https://files.example.org --user ada',
    'login --server https://files.example.org --user ada --password-stdin < password.txt',
  );
  program
    .command('logout')
    .description('delete the API key of this machine, here and on the server')
    .action((_options, command) =>
      act(command, async (context) => (await import('../commands/login.ts')).logout(context)),
    );
  addKeys(program, act);
  addUsers(program, act);
}

function addKeys(program: Command, act: Act): void {
  const keys = program.command('keys').description('list, create and delete your API keys');
  keys
    .command('list')
    .description('list your API keys, oldest first')
    .action((_options, command) =>
      act(command, async (context) => (await import('../commands/keys.ts')).listKeys(context)),
    );
  const create = keys
    .command('create')
    .description('create an API key, and print it')
    .argument('<name>', 'what the key is for')
    .addOption(scopesOption('what the key can do').makeOptionMandatory())
    .option('--expires <time>', 'when the key expires, such as 2027-01-31 (default: never)')
    .action((name, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/keys.ts')).createKey(context, name, command.optsWithGlobals()),
      ),
    );
  withExamples(
    create,
    'keys create backup --scopes files:read',
    'keys create scanner --scopes files:write --expires 2027-01-31',
  );
  keys
    .command('delete')
    .description('delete API keys, effective immediately')
    .argument('<keys...>', 'IDs of keys')
    .action((ids, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/keys.ts')).deleteKeys(context, ids),
      ),
    );
}

function addUsers(program: Command, act: Act): void {
  const users = program
    .command('users')
    .description('list, create, change and delete users, as an administrator');
  users
    .command('list')
    .description('list all users')
    .action((_options, command) =>
      act(command, async (context) => (await import('../commands/users.ts')).listUsers(context)),
    );
  const create = users
    .command('create')
    .description('create a user; the password is typed, or read from stdin')
    .argument('<name>', 'the user name')
    .addOption(scopesOption('what the user can do').makeOptionMandatory())
    .action((name, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/users.ts')).createUser(context, name, command.optsWithGlobals()),
      ),
    );
  withExamples(create, 'users create ada --scopes files:read,search:read');
  const change = users
    .command('change')
    .description('change the password, the scopes or the state of a user')
    .argument('<user>', 'the name or the ID of the user')
    .option('--password', 'set a new password, which is typed or read from stdin')
    .addOption(scopesOption('what the user can do'))
    .option('--disable', 'refuse the user and their API keys')
    .option('--enable', 'accept a disabled user again')
    .action((name, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/users.ts')).changeUser(context, name, command.optsWithGlobals()),
      ),
    );
  withExamples(change, 'users change ada --disable', 'users change ada --password');
  users
    .command('delete')
    .description('delete a user and their API keys; this cannot be undone')
    .argument('<user>', 'the name or the ID of the user')
    .addOption(yesOption('the user is deleted'))
    .action((name, _options, command) =>
      act(command, async (context) =>
        (await import('../commands/users.ts')).deleteUser(context, name, command.optsWithGlobals()),
      ),
    );
}
