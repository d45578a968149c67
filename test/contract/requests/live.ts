import { api, type Requests } from './scene.ts';

const path = `${api}/ws/client`;

export const live: Requests = {
  valid: {
    'live.connect': () => ({ path: `${path}?last_event_id=0`, isHandshake: true }),
  },
  particular: {
    'live.connect 400': () => ({ path: `${path}?last_event_id=x`, isHandshake: true }),
    'live.connect 426': () => ({ path }),
  },
};
