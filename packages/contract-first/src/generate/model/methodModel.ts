import { detectPagination } from '../../contract/paging/detect.ts';
import type { BoundOperation, Document } from '../../document/model.ts';
import { reportAmbiguous } from './ambiguousQuery.ts';
import { bodyModel } from './bodyModel.ts';
import type { FoundOperation } from './boundOperations.ts';
import type { MethodModel, PaginationModel, SecuritySchemeModel } from './clientModel.ts';
import { MethodArguments } from './methodArguments.ts';
import { waitingOf } from './methodWaiting.ts';
import { statedPagination } from './pagination/stated.ts';
import { isIdempotencyKey, parameterModels } from './parameterModels.ts';
import { segmentsOf } from './pathPlace.ts';
import { positionalArguments } from './positionalArguments.ts';
import { responseModels } from './responseModels.ts';
import type { SdkExtension } from './sdkExtension.ts';
import { securityOf, serverModels } from './securityModels.ts';
import { textOf } from './texts.ts';

/** What a method is made with. */
export type MethodContext = {
  readonly sdk: SdkExtension;
  readonly schemes: readonly SecuritySchemeModel[];
  /** All operations, by id. */
  readonly all: ReadonlyMap<string, BoundOperation>;
  readonly report: (rule: string, message: string) => void;
};

/** A method without its place. */
export function methodModel(
  document: Document,
  { bound, pointer, item }: FoundOperation,
  { sdk, schemes, all, report }: MethodContext,
): Omit<MethodModel, 'resource' | 'name' | 'aliases'> {
  const { operation } = bound;
  const names = new MethodArguments();
  const parameters = parameterModels(bound, schemes, names, report);
  reportAmbiguous(document, parameters, report);
  const body = bodyModel(document, bound, names, report);
  const responses = responseModels(document, bound);
  const own = serverModels(Reflect.get(operation, 'servers'));
  const limit = operation['x-rate-limit'];
  return {
    id: bound.id,
    pointer,
    summary: textOf(operation.summary),
    description: textOf(operation.description),
    deprecated: operation.deprecated === true,
    verb: bound.method.toUpperCase(),
    path: bound.path,
    servers: own.length > 0 ? own : serverModels(Reflect.get(item, 'servers')),
    parameters,
    body,
    responses,
    security: securityOf(bound.security, schemes, report),
    positional: positionalArguments(document, bound.path, parameters, body, sdk.positional, report),
    pagination: paginationOf(document, bound, sdk, report),
    idempotencyKey: bound.parameters.find(isIdempotencyKey)?.name,
    limit: typeof limit === 'string' ? limit : undefined,
    session: sdk.session,
    waiting: sdk.wait === undefined ? undefined : waitingOf(document, bound, sdk.wait, all),
  };
}

/** How a list is read page by page: as stated, else as detected. */
function paginationOf(
  document: Document,
  bound: BoundOperation,
  { pagination }: SdkExtension,
  report: MethodContext['report'],
): PaginationModel | undefined {
  if (pagination === false) return undefined;
  const { segments } = segmentsOf(bound.path);
  const noun = segments.findLast(({ isParameter }) => !isParameter)?.words.join('') ?? '';
  const detected = detectPagination(document, bound, noun);
  if (pagination === undefined) {
    if (detected?.isNextUndocumented) {
      report(
        'pagination-undocumented',
        `The next page is requested with \`${detected.next?.join('.')}\` of the response, as the description of \`${detected.parameter}\` says, but the response does not describe that property. Describe it, or state \`x-sdk: { pagination: false }\`.`,
      );
    }
    return detected;
  }
  try {
    return statedPagination(pagination, detected);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    report('x-sdk', `\`pagination\` of \`x-sdk\` has no effect: ${reason}.`);
    return detected;
  }
}
