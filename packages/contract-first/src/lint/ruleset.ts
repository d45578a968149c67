/**
 * The rules of `contract lint` if no configuration chooses others. They report what contradicts the
 * document itself or OpenAPI. What a team may do or leave, such as summaries, licences and error
 * formats, is for its own configuration to require.
 *
 * @module
 */
import { resolve } from 'node:path';
import { type Config, createConfig, loadConfig } from '@redocly/openapi-core';
import { correctedTypes } from '../document/redoclyTypes.ts';
import contractPlugin from './plugin.ts';

/**
 * Loads the rules of a file, of the `redocly.yaml` in this folder, or else the default ones.
 *
 * @param file of Redocly's configuration
 */
export async function rulesetOf(file?: string): Promise<Config> {
  const plugins = [correctedTypes];
  if (file !== undefined) return loadConfig({ configPath: file, plugins });
  const found = await loadConfig({ plugins });
  return found.configPath === undefined ? defaultRules() : found;
}

const defaultRules = (): Promise<Config> =>
  createConfig(
    { plugins: [contractPlugin()], extends: ['recommended', 'contract/recommended'] },
    { plugins: [correctedTypes] },
  );

/** The name under which Redocly's configuration has settings of its own for a document. */
export function aliasOf(
  { resolvedConfig }: Config,
  document: string,
  rules = '',
): string | undefined {
  const entries = Object.entries(resolvedConfig.apis ?? {});
  return entries.find(([, { root }]) => resolve(rules, '..', root) === document)?.[0];
}
