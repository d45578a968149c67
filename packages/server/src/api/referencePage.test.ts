import { expect, it } from 'vitest';
import { policyOf } from './referencePage.ts';

const directives = (html: string, styles?: string) => policyOf(html, styles).split('; ');

// The digest of `alert('Hello, world.');` is the example of the specification (CSP 3, section 8.4).
const hello = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";

it('names the scripts that a page has by their digests, each once', () => {
  const script = "<script>alert('Hello, world.');</script>";
  const html = `<!doctype html>${script}<SCRIPT type="module">alert('Hello, world.');</SCRIPT>`;
  expect(directives(html)).toContain(`script-src ${hello}`);
});

it('allows no script and no style where a page has none', () => {
  const policy = directives('<!doctype html><p>Nothing');
  expect(policy).toEqual(expect.arrayContaining(["script-src 'none'", "style-src 'none'"]));
});

it('names the styles that a page has, unless others are allowed', () => {
  const html = "<style>alert('Hello, world.');</style>";
  expect(directives(html)).toContain(`style-src ${hello}`);
  expect(directives(html, "'unsafe-inline'")).toContain("style-src 'unsafe-inline'");
});
