import { createHash } from 'node:crypto';
import { json } from '../../support/testServer.ts';
import { api, asText, nobody, type Requests, type Scene } from './scene.ts';

const at = `${api}/uploads`;
const create = (body: object): RequestInit => json({ size: 4, ...body });

/** The place of an upload that was begun just now; of nothing, where the server cannot. */
async function begun({ server }: Scene, body: object = {}): Promise<string> {
  const response = await server.fetch(at, create({ name: 'resumed.txt', ...body }));
  const { upload_id } = (await response.json()) as { upload_id?: string };
  return `${at}/${upload_id ?? nobody}`;
}

const append = (offset: number, body: string, headers: Record<string, string> = {}) => ({
  method: 'PATCH',
  headers: {
    'Content-Type': 'application/partial-upload',
    'Upload-Offset': String(offset),
    ...headers,
  },
  body,
});

export const uploads: Requests = {
  valid: {
    'uploads.create': () => ({ path: at, init: create({ name: 'resumed.txt' }) }),
    'uploads.get': async (scene) => ({ path: await begun(scene) }),
    'uploads.append': async (scene) => ({ path: await begun(scene), init: append(0, 'four') }),
    'uploads.cancel': async (scene) => ({
      path: await begun(scene),
      init: { method: 'DELETE' },
    }),
  },
  particular: {
    'uploads.create 400': () => ({ path: at, init: create({ name: 'a/b.txt' }) }),
    'uploads.create 409': () => ({
      path: at,
      init: create({ name: 'there.txt', on_conflict: 'fail' }),
    }),
    'uploads.create 413': () => ({ path: at, init: create({ name: 'large.bin', size: 2000 }) }),
    'uploads.create 415': () => ({ path: at, init: asText }),
    'uploads.get 400': () => ({ path: `${at}/not-an-id` }),
    'uploads.get 404': () => ({ path: `${at}/${nobody}` }),
    'uploads.append 400': async (scene) => {
      const sha256 = createHash('sha256').update('other').digest('hex');
      return { path: await begun(scene, { sha256 }), init: append(0, 'four') };
    },
    'uploads.append 404': () => ({ path: `${at}/${nobody}`, init: append(0, 'four') }),
    'uploads.append 409': async (scene) => ({
      path: await begun(scene),
      init: append(2, 'ur'),
    }),
    'uploads.append 415': async (scene) => ({
      path: await begun(scene),
      init: append(0, 'four', { 'Content-Type': 'text/plain' }),
    }),
    'uploads.cancel 400': () => ({ path: `${at}/not-an-id`, init: { method: 'DELETE' } }),
    'uploads.cancel 404': () => ({ path: `${at}/${nobody}`, init: { method: 'DELETE' } }),
  },
};
