import type { BoundOperation } from '../document/model.ts';

/** Whether an operation does nothing but open a WebSocket, which begins with a GET (RFC 6455). */
export const opensWebSocket = ({ method, responses }: BoundOperation): boolean =>
  method === 'get' &&
  '101' in responses &&
  !Object.keys(responses).some((status) => /^(2|default)/.test(status));
