import { upload } from '../../server/testServer.ts';
import { api, asText, nobody, type Requests } from './scene.ts';

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
  },
};
