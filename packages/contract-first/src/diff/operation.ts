import { type Comparison, type Spot, within } from './comparison.ts';
import { type Bound, compareCallbacks } from './operations.ts';
import { compareParameters } from './parameters.ts';
import { compareRequestBody } from './requestBodies.ts';
import { compareResponses } from './responses.ts';
import { compareSecurity } from './security.ts';
import { compareServersOf } from './servers.ts';

/** Compares all that an operation is. */
export function compareOperation(
  comparison: Comparison,
  before: Bound,
  after: Bound,
  spot: Spot,
): void {
  const both = { before: before.operation, after: after.operation };
  compareIdentity(comparison, before, after, spot);
  compareParameters(comparison, before, after, spot);
  compareRequestBody(comparison, both, within(spot, 'request body'));
  compareResponses(comparison, both, spot);
  compareCallbacks(comparison, both, spot);
  compareSecurity(comparison, both, spot);
  compareServersOf(comparison, before, after, spot);
  comparison.others(both, spot, [
    ...['operationId', 'deprecated', 'parameters', 'requestBody', 'responses', 'callbacks'],
    ...['security', 'servers'],
  ]);
}

/** An operationId names a method of every generated client. */
function compareIdentity(
  comparison: Comparison,
  { operation: before }: Bound,
  { operation: after }: Bound,
  spot: Spot,
): void {
  const [was, is] = [before.text('operationId'), after.text('operationId')];
  const places = { before: before.at('operationId'), after: after.at('operationId') };
  if (was === undefined && is !== undefined) {
    comparison.report('operation-id-added', spot, `operationId ${is} added`, places);
  } else if (was !== is) {
    const change = is === undefined ? `${was} removed` : `changed from ${was} to ${is}`;
    const message = `operationId ${change}: methods of generated clients are renamed`;
    comparison.report('operation-id-changed', spot, message, places);
  }
  const [wasDeprecated, isDeprecated] = [before, after].map(
    (each) => each.get('deprecated') === true,
  );
  if (wasDeprecated === isDeprecated) return;
  const deprecation = { before: before.at('deprecated'), after: after.at('deprecated') };
  if (isDeprecated) {
    comparison.report(
      'operation-deprecated',
      spot,
      'deprecated: clients should stop calling it',
      deprecation,
    );
  } else {
    comparison.report('operation-no-longer-deprecated', spot, 'no longer deprecated', deprecation);
  }
}
