import { api, type Requests } from './scene.ts';

export const search: Requests = {
  valid: {
    'search.query': () => ({ path: `${api}/search?q=there` }),
  },
  particular: {
    'search.query 400': () => ({ path: `${api}/search?q=` }),
    'search.query 404': () => ({ path: `${api}/search?q=there&path=/missing` }),
    'search.query 409': () => ({ path: `${api}/search?q=there&path=/there.txt` }),
  },
};
