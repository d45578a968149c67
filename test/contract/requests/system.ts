import { api, type Requests } from './scene.ts';

export const system: Requests = {
  valid: {
    'system.health': () => ({ path: `${api}/health` }),
    'system.ready': () => ({ path: `${api}/ready` }),
    'system.metrics': () => ({ path: `${api}/metrics` }),
    'system.stats': () => ({ path: `${api}/system/stats` }),
    'system.openapi': () => ({ path: `${api}/openapi.json` }),
    'system.docs': () => ({ path: '/docs' }),
    'system.problem': () => ({ path: '/docs/problems/rate_limited' }),
  },
  particular: {
    'system.metrics 400': () => ({ path: `${api}/metrics?format=json` }),
    'system.problem 404': () => ({ path: '/docs/problems/none' }),
  },
};
