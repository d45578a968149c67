/**
 * The session of this window. Each window has one of its own, since a refresh token works once.
 *
 * @module
 */
import { AuthenticationError, FileOrganizerClient, type Session } from '@file-organizer/client';
import { answerOtherWindows, askOtherWindows } from './otherWindows.ts';

const KEPT = 'file-organizer.session';

/** What a window keeps while it is reloaded. */
type Kept = { readonly id: string; readonly refreshToken: string };

/** A client that is signed in, and who it is. */
export type SignedIn = {
  readonly client: FileOrganizerClient;
  readonly user: Session['user'];
};

type State = SignedIn | undefined;

/** Signs in and out, and tells those who listen. */
export class WindowSession {
  #state: State;
  #kept: Kept | undefined;
  #stopAnswering: (() => void) | undefined;
  readonly #listeners = new Set<() => void>();

  /** The current state; undefined if nobody is signed in. */
  readonly current = (): State => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Signs in without a question, if possible: by the ticket in the address, by what this window has kept over
   * a reload, or by a ticket of another window.
   */
  async resume(): Promise<void> {
    const ticket = takeTicket();
    const kept = readKept();
    if (ticket !== undefined) await this.#begin((client) => client.auth.redeem({ ticket }));
    else if (kept && (await holdAlone(kept.id))) {
      await this.#begin(
        (client) => client.auth.refresh({ refreshToken: kept.refreshToken }),
        kept.id,
      ).catch(ignoreRefusal);
    }
    if (this.#state) return;
    const offered = await askOtherWindows();
    if (offered !== undefined) {
      await this.#begin((client) => client.auth.redeem({ ticket: offered })).catch(ignoreRefusal);
    }
  }

  /** @throws AuthenticationError if name or password are wrong, or what else the server answers */
  async signIn(username: string, password: string): Promise<void> {
    await this.#begin((client) => client.auth.login({ username, password }));
  }

  /** Ends the session here and at the server. */
  async signOut(): Promise<void> {
    const { client } = this.#state ?? {};
    this.#end();
    await client?.auth.logout().catch(ignoreRefusal);
  }

  /** The session has ended at the server, for example since the user was disabled. */
  readonly ended = (): void => this.#end();

  async #begin(
    start: (client: FileOrganizerClient) => PromiseLike<Session>,
    id: string = crypto.randomUUID(),
  ): Promise<void> {
    const client = new FileOrganizerClient({
      baseUrl: location.origin,
      middleware: [
        async (request, next) => {
          const response = await next(request);
          if (request.operation === 'auth.refresh') this.#keepFrom(response);
          return response;
        },
      ],
    });
    const { user, refreshToken } = await start(client);
    if (this.#kept?.id !== id) await holdAlone(id);
    this.#keep({ id, refreshToken });
    this.#stopAnswering?.();
    this.#stopAnswering = answerOtherWindows(async () => (await client.auth.signInTicket()).ticket);
    this.#state = { client, user };
    this.#tell();
  }

  /** The client refreshes its tokens by itself; the newest one is kept for a reload. */
  #keepFrom(response: Response): void {
    void response
      .clone()
      .json()
      .then((body) => {
        const { refresh_token: token } = body as { refresh_token?: unknown };
        if (this.#kept && typeof token === 'string') {
          this.#keep({ ...this.#kept, refreshToken: token });
        }
      })
      .catch(() => {});
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  }

  #end(): void {
    this.#kept = undefined;
    this.#stopAnswering?.();
    sessionStorage.removeItem(KEPT);
    this.#state = undefined;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The ticket in the address, which is removed from it, so that it is in no bookmark and no history. */
function takeTicket(): string | undefined {
  const { hash, pathname, search } = location;
  const ticket = new URLSearchParams(hash.slice(1)).get('ticket') ?? undefined;
  if (ticket !== undefined) history.replaceState(null, '', pathname + search);
  return ticket;
}

function readKept(): Kept | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Holds what was kept until the window is closed. A duplicated window has the same: only one of them may use
 * the refresh token, since using it twice ends the session.
 */
function holdAlone(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks
      .request(`${KEPT}.${id}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock && new Promise(() => {});
      })
      .catch(() => resolve(true));
  });
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof AuthenticationError)) throw error;
}
