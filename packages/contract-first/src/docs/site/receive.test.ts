/** How the console of a site reads bodies. */
import { describe, expect, it } from 'vitest';
import { receive } from './browser/receive.ts';

/** A body that sends the same piece again and again, and never ends. */
function endless(piece: string) {
  const state = { isCancelled: false };
  const bytes = new TextEncoder().encode(piece);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => controller.enqueue(bytes),
    cancel: () => {
      state.isCancelled = true;
    },
  });
  return { response: new Response(body), state };
}

describe('a body in the console', () => {
  it('is read to its end, with characters that pieces divide', async () => {
    const bytes = new TextEncoder().encode('a€b');
    const body = new ReadableStream({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    const pieces: string[] = [];
    const received = await receive(new Response(body), {
      most: 100,
      onText: (piece) => pieces.push(piece),
      signal: new AbortController().signal,
    });
    expect(received).toEqual({ text: 'a€b', bytes: 5, end: 'complete' });
    expect(pieces.join('')).toBe('a€b');
  });

  it('is cut if it is long, and its connection is closed', async () => {
    const { response, state } = endless('12345');
    const { signal } = new AbortController();
    const { text, end } = await receive(response, { most: 12, onText: () => undefined, signal });
    expect([text, end, state.isCancelled]).toEqual(['123451234512', 'cut', true]);
  });

  it('keeps what arrived before it was cancelled', async () => {
    const control = new AbortController();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('first')),
    });
    const received = await receive(new Response(body), {
      most: 100,
      onText: () => control.abort(),
      signal: control.signal,
    });
    expect(received).toEqual({ text: 'first', bytes: 5, end: 'cancelled' });
  });

  it('ends when it is cancelled while nothing arrives', async () => {
    const control = new AbortController();
    const reading = receive(new Response(new ReadableStream()), {
      most: 100,
      onText: undefined,
      signal: control.signal,
    });
    control.abort();
    expect((await reading).end).toBe('cancelled');
  });

  it('fails if the connection breaks', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('lost')) });
    const { signal } = new AbortController();
    const reading = receive(new Response(body), { most: 9, onText: undefined, signal });
    await expect(reading).rejects.toThrow('lost');
  });
});
