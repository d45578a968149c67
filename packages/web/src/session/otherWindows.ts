/**
 * Windows of the page that are signed in let a new one in: it asks, and one of them gets a sign-in ticket for it.
 * Only pages of the same origin can hear each other (HTML, section 9.5).
 *
 * @module
 */

const CHANNEL = 'file-organizer.sign-in';
/** How long a new window waits for an answer, in milliseconds. */
const PATIENCE = 1_000;

type Message =
  | { readonly kind: 'question'; readonly id: string }
  | { readonly kind: 'offer'; readonly id: string; readonly from: string }
  | { readonly kind: 'choice'; readonly id: string; readonly from: string }
  | { readonly kind: 'ticket'; readonly id: string; readonly ticket: string };

/** @returns a ticket of another window; undefined if none is signed in */
export function askOtherWindows(): Promise<string | undefined> {
  const channel = new BroadcastChannel(CHANNEL);
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    let chosen = false;
    const end = (ticket: string | undefined) => {
      clearTimeout(timer);
      channel.close();
      resolve(ticket);
    };
    // Nobody answers if no other window is open: the offer comes at once, the ticket after a request.
    let timer = setTimeout(() => end(undefined), PATIENCE / 5);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.id !== id) return;
      if (data.kind === 'offer' && !chosen) {
        chosen = true;
        clearTimeout(timer);
        timer = setTimeout(() => end(undefined), PATIENCE);
        send(channel, { kind: 'choice', id, from: data.from });
      }
      if (data.kind === 'ticket') end(data.ticket);
    };
    send(channel, { kind: 'question', id });
  });
}

/**
 * Answers new windows from now on.
 *
 * @param getTicket gets a ticket for one of them
 * @returns ends it
 */
export function answerOtherWindows(getTicket: () => Promise<string>): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  const self = crypto.randomUUID();
  channel.onmessage = async ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'question') send(channel, { kind: 'offer', id: data.id, from: self });
    if (data.kind !== 'choice' || data.from !== self) return;
    // Without a ticket, the new window asks its user to sign in.
    const ticket = await getTicket().catch(() => undefined);
    if (ticket !== undefined) send(channel, { kind: 'ticket', id: data.id, ticket });
  };
  return () => channel.close();
}

const send = (channel: BroadcastChannel, message: Message): void => channel.postMessage(message);
