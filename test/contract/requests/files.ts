import { json, upload } from '../../support/testServer.ts';
import { api, asLarge, asText, nobody, type Requests, type Scene } from './scene.ts';

const content = (path: string) => `${api}/files/content?path=${encodeURIComponent(path)}`;
const put = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'PUT',
  headers,
  body,
});
const patch = (body: object): RequestInit => ({ ...json(body), method: 'PATCH' });

/** The id of a file that was put in the library just now; of nothing, where the server cannot. */
async function newFile({ server }: Scene, name: string): Promise<string> {
  const response = await server.fetch(content(`/${name}`), put('new'));
  const { file_id } = (await response.json()) as { file_id?: string };
  return file_id ?? nobody;
}

/** The same of a file that was deleted just now. */
async function newTrash(scene: Scene, name: string): Promise<string> {
  const fileId = await newFile(scene, name);
  await scene.server.fetch(`${api}/files/${fileId}`, { method: 'DELETE' });
  return fileId;
}

export const files: Requests = {
  valid: {
    'files.list': () => ({ path: `${api}/files?path=/` }),
    'files.upload': () => ({ path: `${api}/files/upload`, init: upload('new.txt', 'new') }),
    'files.get': ({ fileId }) => ({ path: `${api}/files/${fileId}` }),
    'files.delete': ({ fileId }) => ({
      path: `${api}/files/${fileId}`,
      init: { method: 'DELETE' },
    }),
    'files.content': ({ fileId }) => ({ path: `${api}/files/${fileId}/content` }),
    'files.link': ({ fileId }) => ({
      path: `${api}/files/${fileId}/link`,
      init: json({ disposition: 'inline' }),
    }),
    // Replaces a file, whatever earlier requests have left.
    'files.put_content': async (scene) => {
      await newFile(scene, 'put.txt');
      return { path: content('/put.txt'), init: put('put') };
    },
    'files.update': async (scene) => ({
      path: `${api}/files/${await newFile(scene, 'old-name.txt')}`,
      init: patch({ name: 'new-name.txt', on_conflict: 'rename' }),
    }),
    'files.list_trash': () => ({ path: `${api}/files/trash` }),
    'files.restore': async (scene) => ({
      path: `${api}/files/${await newTrash(scene, 'restored.txt')}/restore`,
      init: { method: 'POST' },
    }),
  },
  particular: {
    'files.list 400': () => ({ path: `${api}/files?limit=0` }),
    'files.list 404': () => ({ path: `${api}/files?path=/missing` }),
    'files.list 409': () => ({ path: `${api}/files?path=/there.txt` }),
    'files.upload 400': () => ({
      path: `${api}/files/upload`,
      init: upload('new.txt', 'new', { on_conflict: 'shrug' }),
    }),
    'files.upload 409': () => ({
      path: `${api}/files/upload`,
      init: upload('there.txt', 'again', { on_conflict: 'fail' }),
    }),
    'files.upload 413': () => ({
      path: `${api}/files/upload`,
      init: upload('large.bin', 'x'.repeat(2000)),
    }),
    'files.upload 415': () => ({ path: `${api}/files/upload`, init: asText }),
    'files.get 400': () => ({ path: `${api}/files/not-an-id` }),
    'files.get 404': () => ({ path: `${api}/files/${nobody}` }),
    'files.delete 400': () => ({ path: `${api}/files/not-an-id`, init: { method: 'DELETE' } }),
    'files.delete 404': () => ({ path: `${api}/files/${nobody}`, init: { method: 'DELETE' } }),
    'files.content 400': () => ({ path: `${api}/files/not-an-id/content` }),
    'files.content 404': () => ({ path: `${api}/files/${nobody}/content` }),
    'files.content 206': ({ fileId }) => ({
      path: `${api}/files/${fileId}/content`,
      init: { headers: { Range: 'bytes=1-2' } },
    }),
    'files.content 304': ({ fileId }) => ({
      path: `${api}/files/${fileId}/content`,
      init: { headers: { 'If-None-Match': '*' } },
    }),
    'files.content 412': ({ fileId }) => ({
      path: `${api}/files/${fileId}/content`,
      init: { headers: { 'If-Match': '"another"' } },
    }),
    'files.content 416': ({ fileId }) => ({
      path: `${api}/files/${fileId}/content`,
      init: { headers: { Range: 'bytes=1000-' } },
    }),
    'files.get 412': ({ fileId }) => ({
      path: `${api}/files/${fileId}`,
      init: { headers: { 'If-Match': '"another"' } },
    }),
    'files.get 304': ({ fileId }) => ({
      path: `${api}/files/${fileId}`,
      init: { headers: { 'If-None-Match': '*' } },
    }),
    'files.delete 412': ({ fileId }) => ({
      path: `${api}/files/${fileId}`,
      init: { method: 'DELETE', headers: { 'If-Match': '"another"' } },
    }),
    'files.put_content 201': () => ({ path: content('/first.txt'), init: put('first') }),
    'files.put_content 200': async (scene) => {
      await newFile(scene, 'second.txt');
      return { path: content('/second.txt'), init: put('second') };
    },
    'files.put_content 400': () => ({
      path: content('/wrong.txt'),
      init: put('wrong', { 'Content-Digest': `sha-256=:${'A'.repeat(43)}=:` }),
    }),
    'files.put_content 409': () => ({
      path: `${content('/there.txt')}&on_conflict=fail`,
      init: put('again'),
    }),
    'files.put_content 412': () => ({
      path: content('/there.txt'),
      init: put('again', { 'If-None-Match': '*' }),
    }),
    'files.put_content 413': () => ({ path: content('/large.bin'), init: put('x'.repeat(2000)) }),
    'files.put_content 415': () => ({
      path: content('/encoded.txt'),
      init: put('encoded', { 'Content-Encoding': 'gzip' }),
    }),
    'files.update 400': ({ fileId }) => ({ path: `${api}/files/${fileId}`, init: patch({}) }),
    'files.update 404': () => ({ path: `${api}/files/${nobody}`, init: patch({ name: 'a.txt' }) }),
    'files.update 409': async (scene) => ({
      path: `${api}/files/${await newFile(scene, 'third.txt')}`,
      init: patch({ name: 'there.txt' }),
    }),
    'files.update 412': ({ fileId }) => {
      const { headers, ...init } = patch({ name: 'a.txt' });
      return {
        path: `${api}/files/${fileId}`,
        init: { ...init, headers: { ...headers, 'If-Match': '"another"' } },
      };
    },
    'files.update 413': ({ fileId }) => ({
      path: `${api}/files/${fileId}`,
      init: { ...asLarge, method: 'PATCH' },
    }),
    'files.update 415': ({ fileId }) => ({
      path: `${api}/files/${fileId}`,
      init: { ...asText, method: 'PATCH' },
    }),
    'files.link 400': ({ fileId }) => ({
      path: `${api}/files/${fileId}/link`,
      init: json({ disposition: 'sideways' }),
    }),
    'files.link 404': () => ({ path: `${api}/files/${nobody}/link`, init: { method: 'POST' } }),
    'files.link 413': ({ fileId }) => ({ path: `${api}/files/${fileId}/link`, init: asLarge }),
    'files.link 415': ({ fileId }) => ({ path: `${api}/files/${fileId}/link`, init: asText }),
    'files.list_trash 400': () => ({ path: `${api}/files/trash?limit=0` }),
    'files.restore 400': () => ({
      path: `${api}/files/not-an-id/restore`,
      init: { method: 'POST' },
    }),
    'files.restore 413': async (scene) => ({
      path: `${api}/files/${await newTrash(scene, 'fifth.txt')}/restore`,
      init: asLarge,
    }),
    'files.restore 415': async (scene) => ({
      path: `${api}/files/${await newTrash(scene, 'sixth.txt')}/restore`,
      init: asText,
    }),
    'files.restore 404': () => ({
      path: `${api}/files/${nobody}/restore`,
      init: { method: 'POST' },
    }),
    'files.restore 409': async (scene) => {
      const fileId = await newTrash(scene, 'fourth.txt');
      await newFile(scene, 'fourth.txt');
      return {
        path: `${api}/files/${fileId}/restore?on_conflict=fail`,
        init: { method: 'POST' },
      };
    },
  },
};
