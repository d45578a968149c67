import type { Convert, Shape } from './shape.ts';

/** What verifies the requests that the API sends. */
export type WebhookSettings = {
  /** The secret of the endpoint, `whsec_…`, or several while it is replaced. */
  readonly secret: string | readonly string[];
  /** Seconds by which the time of a message may differ from now; 300 by default. */
  readonly tolerance?: number | undefined;
  /**
   * Returns whether the message with this id was received before, and remembers it: refuses messages
   * that are sent again within the tolerance.
   */
  readonly seen?: ((id: string) => boolean | Promise<boolean>) | undefined;
};

/** Headers of a request in any form, such as `request.headers` of Node or Fetch. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Verifies a request that the API has sent (Standard Webhooks 1.0.0), and parses its body.
 *
 * @param body exactly as received
 * @throws WebhookError if it is not genuine, too old, or not JSON
 */
export async function unwrap<Event>(
  body: string | Uint8Array | ArrayBuffer,
  headers: WebhookHeaders,
  settings: WebhookSettings,
  shape?: { readonly convert: Convert; readonly shape: () => Shape },
): Promise<Event> {
  throw new TypeError('Not written yet', { cause: [body, headers, settings, shape] });
}
