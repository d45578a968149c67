/** `keys`: the user's API keys. */
import type { ApiKey, Scope } from '@file-organizer/client';
import { connect } from '../connection/connect.ts';
import type { Context } from '../context.ts';
import { EXIT, Failure } from '../failure.ts';
import { timeText } from '../terminal/amounts.ts';

/** @returns the exit code */
export async function listKeys(context: Context): Promise<number> {
  const { output } = context;
  const { client } = await connect(context);
  const all: ApiKey[] = [];
  for await (const key of client.auth.listApiKeys({ limit: 1000 })) all.push(key);
  if (output.isJson) output.json(all);
  else if (all.length === 0) output.note('You have no API keys.');
  else {
    output.table(
      [
        { head: 'ID' },
        { head: 'NAME', shorten: 'end' },
        { head: 'LAST USED' },
        { head: 'EXPIRES' },
        { head: 'SCOPES', shorten: 'end' },
      ],
      all.map(({ keyId, name, lastUsedAt, expiresAt, scopes }) => [
        ...[keyId, name],
        lastUsedAt === null ? 'never' : timeText(lastUsedAt),
        expiresAt === null ? 'never' : timeText(expiresAt),
        scopes.join(','),
      ]),
    );
  }
  return EXIT.ok;
}

export type CreateKeyOptions = { readonly scopes: Scope[]; readonly expires?: string };

/** @returns the exit code */
export async function createKey(
  context: Context,
  name: string,
  { scopes, expires }: CreateKeyOptions,
): Promise<number> {
  const { output } = context;
  const expiresAt = expires === undefined ? null : timeOf(expires);
  const { client } = await connect(context);
  const key = await client.auth.createApiKey({ name, scopes, expiresAt });
  if (output.isJson) output.json(key);
  else {
    output.line(key.key);
    output.note('Store the key now: it cannot be shown again.');
  }
  return EXIT.ok;
}

/** @throws Failure for a text that is not a time */
function timeOf(text: string): string {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw new Failure(`Invalid time "${text}". Use a date such as 2027-01-31.`);
}

/** @returns the exit code */
export async function deleteKeys(context: Context, ids: readonly string[]): Promise<number> {
  const { output } = context;
  const { client } = await connect(context);
  for (const id of ids) {
    await client.auth.deleteApiKey(id);
    output.note(`The key ${id} is no longer valid.`);
  }
  if (output.isJson) output.json({ deleted: ids });
  return EXIT.ok;
}
