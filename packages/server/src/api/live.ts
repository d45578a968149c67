import type { HandlersOf } from '../http/handlers.ts';
import type { Connections } from '../live/connections.ts';

export function liveHandlers(connections: Connections): HandlersOf<'live.connect'> {
  return {
    'live.connect': ({ params, query, principal }) => ({
      status: 101,
      open: (socket) =>
        connections.open(socket, {
          principal,
          clientId: params.client_id,
          lastEventId: query.last_event_id,
        }),
    }),
  };
}
