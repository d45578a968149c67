import { execFileSync } from 'node:child_process';
import { operations } from './contract.ts';
import { programs } from './helpOf.ts';
import { repository } from './repository.ts';

type Action = { readonly retryAfter: number; readonly retryLimit: number };

type Step = {
  readonly stepId: string;
  readonly description: string;
  readonly operationPath: string;
  readonly successCriteria: readonly { readonly condition: string }[];
  readonly onFailure?: readonly Action[];
};

type Workflow = {
  readonly workflowId: string;
  readonly summary: string;
  readonly description: string;
  readonly steps: readonly Step[];
};

const document: { readonly workflows: readonly Workflow[] } = JSON.parse(
  execFileSync(process.execPath, [programs.contract, 'bundle', 'spec/workflows.arazzo.yaml'], {
    cwd: repository,
    encoding: 'utf8',
  }),
);

/** The workflows of `spec/workflows.arazzo.yaml`, each step with the operation that it calls. */
export const journeys = document.workflows.map((workflow) => ({
  ...workflow,
  steps: workflow.steps.map((step) => ({ ...step, operation: operationOf(step) })),
}));

/** The operation that a step names by its place in the contract (`operationPath` in Arazzo 1.0.1). */
function operationOf({ stepId, operationPath }: Step) {
  const [path, method] =
    operationPath
      .split('#/paths/')[1]
      ?.split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')) ?? [];
  const found = operations.find(
    (each) => each.path === path && each.method === method?.toUpperCase(),
  );
  if (!found) throw new Error(`The step ${stepId} calls what the contract does not have`);
  return found;
}
