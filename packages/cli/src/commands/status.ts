/** `status`: the server and library that the command uses, and their contents. */
import { connect } from '../connection/connect.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../failure.ts';
import { numberText, sizeText } from '../terminal/amounts.ts';
import { showFields } from './fields.ts';

/** @returns the exit code */
export async function status(context: Context): Promise<number> {
  const { output } = context;
  const { client, url, root, isOwn } = await connect(context);
  const [user, stats] = await Promise.all([client.auth.me(), client.system.stats()]);
  const { files, trash, search } = stats;
  if (output.isJson) {
    output.json({ server: isOwn ? null : url, library: root ?? null, user, stats });
    return EXIT.ok;
  }
  const amount = ({ count, bytes }: { count: number; bytes: number }) =>
    `${numberText(count)} (${sizeText(bytes)})`;
  showFields(output, [
    ['Server', isOwn ? 'none is running; one was started for this command' : url],
    ...(root === undefined ? [] : [['Library', root] as const]),
    ['User', `${user.username} (${user.scopes.join(', ')})`],
    ['Files', amount(files)],
    ...files.byType.map((type) => [`  ${type.type}`, amount(type)] as const),
    ['Trash', amount(trash)],
    [
      'Search index',
      search.queuedCount === 0 ? 'complete' : `${numberText(search.queuedCount)} files waiting`,
    ],
  ]);
  return EXIT.ok;
}
