/** Whether requests can have a `Cookie` header: browsers set it by themselves, and drop any other. */
function canSendCookies(): boolean {
  if (!globalThis.Request) return true;
  return new Request('http://localhost', { headers: { cookie: 'a=b' } }).headers.has('cookie');
}

/** @throws TypeError in a browser */
export function refuseCookies(name: string): void {
  if (canSendCookies()) return;
  throw new TypeError(
    `"${name}" is sent as a cookie, which browsers do not let programs send; let the server set it`,
  );
}
