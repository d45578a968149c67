#!/usr/bin/env node
/**
 * The command `contract`. This file runs on any Node.js, so that an old one can report which
 * version is needed. Everything else is loaded afterwards.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import module from 'node:module';

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const { engines } = JSON.parse(manifest) as { readonly engines: { readonly node: string } };
const needed = engines.node.replace('>=', '');
const [major = 0, minor = 0] = needed.split('.').map(Number);
const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);

if (ownMajor < major || (ownMajor === major && ownMinor < minor)) {
  process.stderr.write(
    `contract needs Node.js ${needed} or later; this is ${process.versions.node}\n`,
  );
  process.exitCode = 2;
} else {
  // What is loaded from here on need not be compiled again by the next command.
  module.enableCompileCache?.();
  const { runCommand } = await import('./run.ts');
  process.exitCode = await runCommand(process.argv.slice(2));
}
