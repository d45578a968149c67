/** How much of a body was received, and why no more. */
export type Received = {
  /** What was decoded; empty for bytes. */
  readonly text: string;
  readonly bytes: number;
  readonly end: 'complete' | 'cut' | 'cancelled';
};

/**
 * Reads a body as it arrives, for a stream may have no end.
 *
 * @param most how many characters of a text are read, after which the connection is closed
 * @param onText is called with each piece of a text; undefined for bytes, which are only counted
 * @param signal stops reading; what was received so far is kept
 */
export async function receive(
  { body }: Pick<Response, 'body'>,
  {
    most,
    onText,
    signal,
  }: {
    readonly most: number;
    readonly onText: ((piece: string) => void) | undefined;
    readonly signal: AbortSignal;
  },
): Promise<Received> {
  let [text, bytes] = ['', 0];
  if (!body) return { text, bytes, end: 'complete' };
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  const decoder = new TextDecoder();
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (done && signal.aborted) break;
      bytes += value?.byteLength ?? 0;
      if (onText) {
        const piece = decoder.decode(value, { stream: !done }).slice(0, most - text.length);
        text += piece;
        onText(piece);
      }
      if (done) return { text, bytes, end: 'complete' };
      if (text.length >= most) {
        stop();
        return { text, bytes, end: 'cut' };
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return { text, bytes, end: 'cancelled' };
}
