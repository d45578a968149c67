import { api, type Requests } from './scene.ts';

export const system: Requests = {
  valid: {
    'system.health': () => ({ path: `${api}/health` }),
    'system.stats': () => ({ path: `${api}/system/stats` }),
    'system.openapi': () => ({ path: `${api}/openapi.json` }),
    'system.docs': () => ({ path: '/docs' }),
    'system.problem': () => ({ path: '/docs/problems/rate_limited' }),
  },
  particular: {
    'system.problem 404': () => ({ path: '/docs/problems/none' }),
  },
};
