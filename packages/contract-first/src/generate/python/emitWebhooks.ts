import { assignment } from './code.ts';
import { PythonFile } from './file.ts';
import type { Layout } from './layout.ts';
import type { PythonType } from './types.ts';

const titles = {
  Webhook: 'Requests that the API sends.',
  Callback: 'Requests that the API sends to an address that a call names.',
} as const;

/**
 * `webhooks.py` or `callbacks.py`: reads the requests that the API sends.
 *
 * @param isVerified whether they have signatures
 */
export function emitWebhooks(
  read: PythonType,
  layout: Layout,
  kind: keyof typeof titles,
  isVerified: boolean,
): string {
  const file = new PythonFile({ moduleOf: layout.moduleOf });
  const event = `${kind}Event`;
  const alias = assignment(event, file.use('TypeAlias'), file.write(read), 0);
  const runtime = file.useOwn('_runtime', 'webhooks as _webhooks');
  file.use('cast');
  if (isVerified) for (const name of ['Mapping', 'WebhookSecret'] as const) file.use(name);
  const names = [event, ...(isVerified ? ['WebhookSecret', 'parse', 'unwrap'] : ['parse'])];
  return `"""${titles[kind]}"""

from __future__ import annotations

${file.imports}

__all__ = [${names.map((name) => `"${name}"`).join(', ')}]

${alias}
"""The body of a request."""

${isVerified ? unwrap(runtime, event) : ''}
def parse(body: bytes | str) -> ${event}:
    """Read the body of a request. It verifies nothing: anyone who knows the address can send one.

    Args:
        body: As it arrived

    Raises:
        WebhookError: If it is not JSON
    """
    return cast("${event}", ${runtime}.parse(${event}, body))
`;
}

const unwrap = (runtime: string, event: string): string => `
def unwrap(
    body: bytes | str,
    headers: Mapping[str, str],
    secret: WebhookSecret,
    *,
    tolerance: float = 300.0,
) -> ${event}:
    """Verify a request by its signature (Standard Webhooks), and read its body.

    Args:
        body: As it arrived; not read as JSON and written again
        headers: Those of the request
        secret: The secret of the endpoint, or several while they are replaced
        tolerance: How many seconds the time of the request may differ from now

    Raises:
        WebhookError: If it is not signed with the secret, or its time differs by more
        ValueError: If the secret is invalid
    """
    event = ${runtime}.unwrap(${event}, body, headers, secret, tolerance=tolerance)
    return cast("${event}", event)

`;
