import { expect, it } from 'vitest';
import { pageHeaders } from './pageHeaders.ts';

const policyOf = (...args: Parameters<typeof pageHeaders>) =>
  pageHeaders(...args)['Content-Security-Policy'].split('; ');

// The hash of `alert('Hello, world.');` is the example of the specification (CSP 3, section 8.4).
const hello = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";

it('names the scripts that a page has by their hashes, each once', () => {
  const script = "<script>alert('Hello, world.');</script>";
  const page = `<!doctype html>${script}<SCRIPT type="module">alert('Hello, world.');</SCRIPT>`;
  expect(policyOf({ page })).toContain(`script-src ${hello}`);
});

it('allows no script and no style where a page has none', () => {
  const policy = policyOf({ page: '<!doctype html><p>Nothing' });
  expect(policy).toEqual(expect.arrayContaining(["script-src 'none'", "style-src 'none'"]));
});

it('names the styles that a page has, unless others are allowed', () => {
  const page = "<style>alert('Hello, world.');</style>";
  expect(policyOf({ page })).toContain(`style-src ${hello}`);
  expect(policyOf({ page, styles: "'unsafe-inline'" })).toContain("style-src 'unsafe-inline'");
});

it('takes CR LF for LF, as HTML does', () => {
  const page = (end: string) => `<script>one();${end}two();</script>`;
  expect(policyOf({ page: page('\r\n') })).toEqual(policyOf({ page: page('\n') }));
});
