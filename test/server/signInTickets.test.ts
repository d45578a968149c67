/** Tickets that sign a user in once, such as that of the link which the server prints when it starts. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { passInDatabase } from '../support/database.ts';
import { bodyOf, refusal } from '../support/library.ts';
import { json, password, serverPerFile } from '../support/testServer.ts';

type Session = { readonly access_token: string; readonly user: { readonly username: string } };
type Ticket = { readonly ticket: string; readonly expires_at: string };

const server = serverPerFile();
afterEach(() => {
  vi.useRealTimers();
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const { headers: own, ...init } = json(body);
  return fetch(`${server.url}/api/v1${path}`, {
    ...init,
    headers: { ...Object.fromEntries(new Headers(own)), ...headers },
  });
};
const redeem = (ticket: string, headers?: Record<string, string>) =>
  post('/auth/redeem', { ticket }, headers);

async function signIn(username: string): Promise<{ session: Session; userId: string }> {
  const user = await server.users.create({ username, password, scopes: ['files:read'] });
  const session = await bodyOf<Session>(await post('/auth/login', { username, password }), 200);
  return { session, userId: user.user_id };
}
const bearer = ({ access_token: token }: Session) => ({ Authorization: `Bearer ${token}` });
const ticketOf = async (session: Session) =>
  bodyOf<Ticket>(await post('/auth/sign-in-ticket', undefined, bearer(session)), 201);

describe('a sign-in ticket', () => {
  it('starts a session of the same user, once', async () => {
    const { session } = await signIn('once');
    const { ticket, expires_at: end } = await ticketOf(session);
    expect(Date.parse(end) - Date.now()).toBeGreaterThan(9 * 60_000);
    const begun = await bodyOf<Session>(await redeem(ticket), 200);
    expect(begun.user.username).toBe('once');
    const me = await fetch(`${server.url}/api/v1/auth/me`, { headers: bearer(begun) });
    expect(await bodyOf(me, 200)).toMatchObject({ username: 'once', scopes: ['files:read'] });
    expect(await refusal(redeem(ticket))).toBe('401 invalid_ticket');
  });

  it('starts one session even if two requests use it at once', async () => {
    const { ticket } = await ticketOf((await signIn('twice')).session);
    const answers = await Promise.all([redeem(ticket), redeem(ticket), redeem(ticket)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it('returns the same session to a retry', async () => {
    const { ticket } = await ticketOf((await signIn('retried')).session);
    const key = { 'Idempotency-Key': 'lost-response' };
    const first = await bodyOf<Session>(await redeem(ticket, key), 200);
    expect(await bodyOf<Session>(await redeem(ticket, key), 200)).toEqual(first);
  });

  it('expires after ten minutes', async () => {
    const { ticket } = await ticketOf((await signIn('late')).session);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 + 1 });
    await passInDatabase(server, 10 * 60_000 + 1);
    expect((await redeem(ticket)).status).toBe(401);
  });

  it('is void once its session has ended', async () => {
    const { session } = await signIn('left');
    const { ticket } = await ticketOf(session);
    await post('/auth/logout', undefined, bearer(session));
    expect((await redeem(ticket)).status).toBe(401);
  });

  it.each(['disabled', 'deleted'])('is void once its user is %s', async (state) => {
    const { userId } = await signIn(state);
    const { ticket } = await server.signIns.issueFor(await server.users.get(userId));
    if (state === 'deleted') await server.users.delete(userId);
    else await server.users.update(userId, { disabled: true });
    expect(await refusal(redeem(ticket))).toBe('401 invalid_ticket');
  });

  it('cannot be created with an API key, which may have fewer scopes', async () => {
    const response = await server.fetch('/api/v1/auth/sign-in-ticket', { method: 'POST' });
    expect(response.status).toBe(401);
  });

  it('opens no WebSocket', async () => {
    const { ticket } = await ticketOf((await signIn('socket')).session);
    const opened = await server.fetch(`/api/v1/ws/me?ticket=${ticket}`, {
      headers: { 'X-API-Key': '' },
    });
    expect(opened.status).toBeGreaterThanOrEqual(400);
  });
});
