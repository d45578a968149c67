import { json, upload } from '../../support/testServer.ts';
import { api, asLarge, asText, type Requests, type Scene } from './scene.ts';

const at = `${api}/folders`;
const remove = (path: string) => ({
  path: `${at}?path=${encodeURIComponent(path)}`,
  init: { method: 'DELETE' },
});

let count = 0;

/** The path of a folder that is not there yet. */
const newPath = (): string => `/new-folder-${++count}`;

/** The path of a folder that was created just now. */
async function created({ server }: Scene): Promise<string> {
  const path = newPath();
  await server.fetch(at, json({ path }));
  return path;
}

export const folders: Requests = {
  valid: {
    'folders.create': () => ({ path: at, init: json({ path: newPath() }) }),
    'folders.delete': async (scene) => remove(await created(scene)),
  },
  particular: {
    'folders.create 400': () => ({ path: at, init: json({ path: '/a/../b' }) }),
    'folders.create 409': async (scene) => ({
      path: at,
      init: json({ path: await created(scene) }),
    }),
    'folders.create 413': () => ({ path: at, init: asLarge }),
    'folders.create 415': () => ({ path: at, init: asText }),
    'folders.delete 400': () => remove('no-slash'),
    'folders.delete 404': () => remove('/missing'),
    'folders.delete 409': async (scene) => {
      const path = await created(scene);
      await scene.server.fetch(`${api}/files/upload`, upload('in.txt', 'in', { path }));
      return remove(path);
    },
  },
};
