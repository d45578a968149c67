import { expect, it } from 'vitest';
import { pageHeaders } from './pageHeaders.ts';

const policyOf = (...args: Parameters<typeof pageHeaders>) =>
  pageHeaders(...args)['Content-Security-Policy'].split('; ');

// The hash of `alert('Hello, world.');` is the example of the specification (CSP 3, section 8.4).
const hello = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";

it('lists the hash of each script once', () => {
  const script = "<script>alert('Hello, world.');</script>";
  const page = `<!doctype html>${script}<SCRIPT type="module">alert('Hello, world.');</SCRIPT>`;
  expect(policyOf({ page })).toContain(`script-src ${hello}`);
});

it('allows no script or style if the page has none', () => {
  const policy = policyOf({ page: '<!doctype html><p>Nothing' });
  expect(policy).toEqual(expect.arrayContaining(["script-src 'none'", "style-src 'none'"]));
});

it('lists the hash of each style', () => {
  const page = "<style>alert('Hello, world.');</style>";
  expect(policyOf({ page })).toContain(`style-src ${hello}`);
  expect(policyOf({ page, styles: "'unsafe-inline'" })).toContain("style-src 'unsafe-inline'");
});

it('hashes CR LF as LF', () => {
  const page = (end: string) => `<script>one();${end}two();</script>`;
  expect(policyOf({ page: page('\r\n') })).toEqual(policyOf({ page: page('\n') }));
});

it('allows scripts and pictures in files of the server, if the page has them', () => {
  const page = "<script>alert('Hello, world.');</script>";
  expect(policyOf({ page, files: "'self'" })).toEqual(
    expect.arrayContaining([
      `script-src 'self' ${hello}`,
      "img-src 'self' data:",
      "default-src 'none'",
    ]),
  );
});

it('allows WebAssembly only if the page says so', () => {
  const page = '<script src="/search.js"></script>';
  expect(policyOf({ page, files: "'self'" })).toContain("script-src 'self'");
  expect(policyOf({ page, files: "'self'", wasm: true })).toContain(
    "script-src 'self' 'wasm-unsafe-eval'",
  );
});

it('names a source once', () => {
  expect(policyOf({ page: '', files: "'self'", media: "'self'" })).toEqual(
    expect.arrayContaining(["img-src 'self' data:", "media-src 'self'", "frame-src 'self'"]),
  );
});

it('allows pictures elsewhere without other media', () => {
  const policy = policyOf({ page: '', files: "'self'", media: "'self'", pictures: 'blob:' });
  expect(policy).toEqual(
    expect.arrayContaining(["img-src 'self' blob: data:", "media-src 'self'", "frame-src 'self'"]),
  );
});

it('allows media elsewhere, such as what the page has downloaded', () => {
  expect(policyOf({ page: '', files: "'self'", media: 'blob:' })).toEqual(
    expect.arrayContaining(["img-src 'self' blob: data:", 'media-src blob:', 'frame-src blob:']),
  );
});
