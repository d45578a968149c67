import type {
  Answer,
  CallStep,
  Case,
  ClientSettings,
  ExpectedRequest,
  Group,
  Step,
} from '../case.ts';
import { base64, failure } from './shape.ts';

const open = (operation: string): CallStep => ({ do: 'call', operation, expect: { status: 204 } });

const sends = (
  name: string,
  why: string,
  operation: string,
  credentials: NonNullable<ClientSettings['credentials']>,
  request: ExpectedRequest,
): Case => ({
  name,
  why,
  needs: ['credentials'],
  client: { credentials },
  server: [{ status: 204 }],
  steps: [open(operation)],
  requests: [request],
});

/** Another server to which this one redirects must not get the secret. */
const redirected = (name: string, operation: string, scheme: string): Case => ({
  name,
  why: 'a redirect could steal them',
  needs: ['credentials'],
  client: { credentials: { [scheme]: 'not-for-others' } },
  server: [{ status: 307, headers: { location: '{other}/elsewhere' } }],
  other: [{ status: 204 }],
  steps: [{ do: 'call', operation, expect: { ends: true } }],
  otherMustNotGet: ['not-for-others'],
});

const basic = (text: string) => `Basic ${base64(text)}`;

const machine: ClientSettings = {
  credentials: {
    machine: { clientId: 'orchard', clientSecret: 's3cret', tokenUrl: '{server}/token' },
  },
};
const issued = (token: string, more: Partial<Answer> = {}, seconds = 3600): Answer => ({
  for: '/token',
  json: { access_token: token, token_type: 'Bearer', expires_in: seconds },
  ...more,
});
const opened = (more: Partial<Answer> = {}): Answer => ({ for: '/access', status: 204, ...more });
const asked: ExpectedRequest = {
  ...{ method: 'POST', path: '/token' },
  headers: { 'content-type': /^application\/x-www-form-urlencoded/ },
};
const used = (token: string): ExpectedRequest => ({
  path: '/access/machine',
  headers: { authorization: `Bearer ${token}` },
});

const withTokens = (
  name: string,
  why: string,
  server: readonly Answer[],
  steps: readonly Step[],
  requests: readonly ExpectedRequest[],
  more: Partial<Case> = {},
): Case => ({ name, why, needs: ['tokens'], client: machine, server, steps, requests, ...more });

export const access: Group = {
  name: 'access',
  about: 'Credentials, sent as documented and to no other server',
  cases: [
    sends(
      'sends a key in a header',
      'the document says so',
      'openByHeader',
      { headerKey: 'k-1' },
      { headers: { 'x-api-key': 'k-1' } },
    ),
    sends(
      'sends a key in the query',
      'the document says so',
      'openByQuery',
      { queryKey: 'k-1' },
      { query: [['api_key', 'k-1']] },
    ),
    sends(
      'escapes a key in the query',
      'the key would end early',
      'openByQuery',
      { queryKey: 'a&b=c+d' },
      { query: [['api_key', 'a&b=c+d']] },
    ),
    sends(
      'sends a key in a cookie',
      'the document says so',
      'openByCookie',
      { cookieKey: 'k-1' },
      { cookies: { session: 'k-1' } },
    ),
    sends(
      'sends a name and a password',
      'the document says so',
      'openByPassword',
      { password: { username: 'ann', password: 'pw' } },
      { headers: { authorization: basic('ann:pw') } },
    ),
    sends(
      'sends a password with a colon and letters beyond ASCII',
      'RFC 7617 allows them',
      'openByPassword',
      { password: { username: 'ann', password: 'a:ü' } },
      { headers: { authorization: basic('ann:a:ü') } },
    ),
    sends(
      'sends a token',
      'the document says so',
      'openByToken',
      { token: 't-1' },
      { headers: { authorization: 'Bearer t-1' } },
    ),
    sends(
      'sends a key and a token at once',
      'the document says both',
      'openByBoth',
      { headerKey: 'k-1', token: 't-1' },
      { headers: { 'x-api-key': 'k-1', authorization: 'Bearer t-1' } },
    ),
    sends(
      'sends the first of two alternatives',
      'the document says either',
      'openByEither',
      { headerKey: 'k-1' },
      { headers: { 'x-api-key': 'k-1', authorization: null } },
    ),
    sends(
      'sends the second of two alternatives if only that is given',
      'the document says either',
      'openByEither',
      { token: 't-1' },
      { headers: { 'x-api-key': null, authorization: 'Bearer t-1' } },
    ),
    {
      name: 'sends no made-up credentials',
      why: 'a server would log "Bearer undefined"',
      server: [{ status: 401, json: failure('credentials') }],
      steps: [{ do: 'call', operation: 'openByToken', expect: { ends: true } }],
      forbidden: [
        { headers: { authorization: /./ } },
        { headers: { 'x-api-key': /./ } },
        { headers: { cookie: /./ } },
      ],
    },
    {
      name: 'gives the error of a refused credential',
      why: 'the caller has to get another one',
      needs: ['credentials'],
      client: { credentials: { token: 'wrong' } },
      server: [
        { status: 401, json: failure('credentials'), headers: { 'www-authenticate': 'Bearer' } },
      ],
      steps: [
        {
          ...{ do: 'call', operation: 'openByToken' },
          expect: { error: 'status', status: 401, body: failure('credentials') },
        },
      ],
      requests: [{}],
    },
    {
      name: 'does not put a key of the query into the message of an error',
      why: 'messages are logged',
      needs: ['credentials'],
      client: { credentials: { queryKey: 'not-for-logs' } },
      server: [{ status: 403, json: failure('forbidden') }, { cut: 'before' }],
      steps: [
        {
          ...{ do: 'call', operation: 'openByQuery' },
          expect: { error: 'status', status: 403, mustNotSay: 'not-for-logs' },
        },
        {
          ...{ do: 'call', operation: 'openByQuery' },
          expect: { error: ['connection', 'other'], mustNotSay: 'not-for-logs' },
        },
      ],
      requests: [{}, {}],
    },
    redirected('sends no token to another server that it is redirected to', 'openByToken', 'token'),
    redirected(
      'sends no key in a header to another server that it is redirected to',
      'openByHeader',
      'headerKey',
    ),
    redirected(
      'sends no key in a cookie to another server that it is redirected to',
      'openByCookie',
      'cookieKey',
    ),
    redirected(
      'sends no key in the query to another server that it is redirected to',
      'openByQuery',
      'queryKey',
    ),
    {
      name: 'keeps the credentials of two clients apart',
      why: 'one user would act as another',
      needs: ['credentials'],
      client: { credentials: { token: 't-1' } },
      server: [{ status: 204, times: 4 }],
      steps: [
        open('openByToken'),
        { ...open('openByToken'), client: { credentials: { token: 't-2' } } },
        open('openByToken'),
      ],
      requests: ['t-1', 't-2', 't-1'].map((token) => ({
        headers: { authorization: `Bearer ${token}` },
      })),
    },
    withTokens(
      'gets a token and sends it',
      'machines sign in so',
      [issued('m-1'), opened()],
      [open('openByMachine')],
      [asked, used('m-1')],
    ),
    withTokens(
      'requests a token with the grant type and its credentials',
      'RFC 6749, section 4.4',
      [issued('m-1'), opened()],
      [open('openByMachine')],
      [{ ...asked, formHas: [['grant_type', 'client_credentials']] }, used('m-1')],
    ),
    withTokens(
      'uses a token for several calls',
      'token servers limit requests',
      [issued('m-1'), opened({ times: 2 })],
      [open('openByMachine'), open('openByMachine')],
      [asked, used('m-1'), used('m-1')],
    ),
    withTokens(
      'gets one token for calls that begin together',
      'token servers limit requests',
      [issued('m-1', { delayMs: 300 }), opened({ times: 3 })],
      [open('openByMachine'), open('openByMachine'), open('openByMachine')],
      [asked, used('m-1'), used('m-1'), used('m-1')],
      { together: true },
    ),
    withTokens(
      'gets a new token when one has expired',
      'long-running programs would be refused',
      [issued('m-1', {}, 1), opened({ delayMs: 1_500 }), issued('m-2'), opened()],
      [open('openByMachine'), open('openByMachine')],
      [asked, used('m-1'), asked, used('m-2')],
    ),
    withTokens(
      'gives an error if no token is issued',
      'the call would go out without one',
      [{ for: '/token', status: 400, json: { error: 'invalid_client' } }, opened()],
      [
        {
          do: 'call',
          operation: 'openByMachine',
          expect: { error: ['status', 'other', 'arguments'] },
        },
      ],
      [asked],
    ),
    withTokens(
      'does not send its secret to the API',
      'the secret is for the token server only',
      [issued('m-1'), opened()],
      [open('openByMachine')],
      [asked, { ...used('m-1'), query: [] }],
      { forbidden: [{ path: '/access/machine', headers: { authorization: /^Basic/ } }] },
    ),
  ],
};
