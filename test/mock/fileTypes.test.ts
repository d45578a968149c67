/** The mock knows files by their names as the server does. */
import { expect, it } from 'vitest';
import { typeOf } from '../../packages/mock/src/state/fileType.ts';
import { kindOf } from '../../packages/server/src/files/fileType.ts';
import { knownExtensions } from '../../packages/server/src/files/mediaTypes.ts';

/** Without their dots; those in capitals, too, that cameras use for video. */
const extensions = [...knownExtensions().map((each) => each.slice(1)), 'MTS', 'TS'];

/** By kind, the media type of each extension. */
function table(): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {};
  for (const extension of extensions) {
    const { mediaType, type } = kindOf(`x.${extension}`);
    if (mediaType === 'application/octet-stream' && type === 'other') continue;
    found[type] ??= {};
    found[type][extension] = mediaType;
  }
  return found;
}

it('the table is generated from the server (`vitest run test/mock/fileTypes.test.ts -u`)', async () => {
  await expect(`${JSON.stringify(table(), null, 2)}\n`).toMatchFileSnapshot(
    '../../packages/mock/src/state/fileTypes.json',
  );
});

it('the mock and the server agree on every known extension', () => {
  const names = extensions.flatMap((each) => [`x.${each}`, `x.${each.toUpperCase()}`, each]);
  const differing = names.filter((name) => {
    const { mediaType, type } = kindOf(name);
    const ours = typeOf(name);
    return ours.mime_type !== mediaType || ours.type !== type;
  });
  expect(differing).toEqual([]);
});
