/**
 * The files around the sources, which people edit: `pyproject.toml` and `README.md`.
 *
 * @module
 */
import { oneLine } from '../../text/printable.ts';
import type { ClientModel } from '../model/clientModel.ts';
import type { ClientNames } from './clientNames.ts';
import type { ClientSources } from './clientSources.ts';
import { readme } from './readme.ts';

export function packageFiles(
  model: ClientModel,
  names: ClientNames,
  sources: ClientSources,
): Map<string, string> {
  return new Map([
    ['pyproject.toml', project(model, names, sources)],
    ['README.md', readme(model, names, sources)],
  ]);
}

const LONGEST_TITLE = 100;

function project({ title }: ClientModel, names: ClientNames, { channel }: ClientSources): string {
  const words = [...oneLine(title)].slice(0, LONGEST_TITLE).join('');
  const websockets = channel ? '  "websockets>=15,<18",\n' : '';
  return `[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = ${text(names.distribution)}
version = "0.1.0"
description = ${text(`Python client of ${words}`)}
readme = "README.md"
requires-python = ">=3.10"
dependencies = [
  "anyio>=4.4,<5",
  "httpx>=0.27,<1",
  "pydantic>=2.8,<3",
  "typing-extensions>=4.10",
${websockets}]
classifiers = [
  "Framework :: AnyIO",
  "Framework :: AsyncIO",
  "Framework :: Pydantic :: 2",
  "Typing :: Typed",
]

[tool.hatch.build.targets.wheel]
packages = ["src/${names.package}"]

[tool.mypy]
strict = true
files = ["src"]

[tool.pyright]
include = ["src"]

[tool.ruff]
line-length = 100
target-version = "py310"

[tool.ruff.lint]
select = ["ASYNC", "B", "C4", "E", "F", "I", "PIE", "PT", "RET", "RUF", "S", "SIM", "UP", "W"]
ignore = [
  "ASYNC109", # a call has a \`timeout\`, blocking or not
  "S311",     # jitter is no secret
  # texts and names are those of the document
  "E501",
  "E741",
  "RUF001",
  "RUF002",
  "RUF003",
]
`;
}

/** A string of TOML. */
const text = (value: string): string =>
  JSON.stringify(value).replace(/[\u007f\ud800-\udfff]/g, '\ufffd');
