/**
 * Compares verdicts with those of ajv: of the generated schemas on values, and of the running server
 * on requests.
 *
 * @module
 */
import type { Api } from '@contract-first/hono';
import type { BoundOperation, Document, JsonSchema } from 'contract-first/contract';
import { type LabelledValue, type Random, type Validator, Values } from 'contract-first/schema';
import { exceptionFor } from './exceptions.ts';
import { Counter, kindOf, type Tally } from './measurement.ts';

/** How much is tried. */
export type Effort = {
  /** Values of each component, body or parameter. */
  readonly values: number;
  /** Seconds of computing for all values of a document: half for components, half for requests. */
  readonly seconds: number;
};

/** What this process has computed, in seconds. */
function secondsUsed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What the verdicts of one document are. */
export class Verdicts {
  readonly #verdicts = new Counter();
  readonly #exceptions = new Counter();
  #end = 0;
  /** Schemas and operations that were not tried, since the time was over. */
  untried = 0;

  /** Counts what is not measured for a documented reason. */
  except(exception: string, example: () => string): void {
    this.#exceptions.bad(exception, example);
  }

  /** Gives the following verdicts so many seconds of this process, however busy the machine is. */
  allow(seconds: number): void {
    this.#end = secondsUsed() + seconds;
  }

  get isOver(): boolean {
    return secondsUsed() > this.#end;
  }

  get tallies(): { verdicts: Tally; exceptions: Tally } {
    return { verdicts: this.#verdicts.tally, exceptions: this.#exceptions.tally };
  }

  /**
   * Counts a verdict.
   *
   * @param wanted what ajv says; `seen` is what the server says
   * @param why what the side that refuses has to say
   */
  count(one: {
    readonly where: string;
    readonly place: string;
    readonly what: string;
    readonly value: unknown;
    readonly wanted: boolean;
    readonly seen: boolean;
    /** Whether no request can have the credentials that the operation needs. */
    readonly isUnauthorizable?: boolean;
    /** The error with which the server refused the request, if it was not a problem. */
    readonly crash?: string | undefined;
    readonly why: () => string;
  }): void {
    const { where, place, what, value, wanted, seen, crash, why, isUnauthorizable = false } = one;
    if (crash !== undefined) {
      const example = () => `${where} ${what}: ${crash}\n${JSON.stringify(value)}`;
      this.#verdicts.bad(`${place}: crashed: ${kindOf(crash)}`, example);
      return;
    }
    if (wanted === seen) {
      this.#verdicts.good();
      return;
    }
    const reason = why();
    const kind = `${place}: ${wanted ? 'refused, but valid' : 'accepted, but invalid'}: ${kindOf(reason)}`;
    const example = () => `${where} ${what}: ${reason}\n${JSON.stringify(value)}`;
    const exception = exceptionFor({ value, wanted, reason, isUnauthorizable });
    if (exception) this.#exceptions.bad(exception, example);
    else this.#verdicts.bad(kind, example);
  }
}

/** Compares the schema of each component with ajv, as it is for responses. */
export function tryComponents(
  document: Document,
  api: Api,
  seed: number,
  effort: Effort,
  verdicts: Verdicts,
): void {
  verdicts.allow(effort.seconds / 2);
  const values = new Values(document, seed, 'response');
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    const generated = Object.hasOwn(api.schemas, name) ? api.schemas[name] : undefined;
    if (!generated) continue;
    if (verdicts.isOver) {
      verdicts.untried += 1;
      continue;
    }
    for (const { value, what } of valuesOf(values, schema, effort.values)) {
      const wanted = values.validator.accepts(schema, value);
      const seen = judged(() => generated.safeParse(value));
      verdicts.count({
        where: `#/components/schemas/${name}`,
        place: 'component',
        ...{ what, value, wanted, seen: seen.isAccepted },
        why: () => (wanted ? seen.reason : faultOf(values.validator, schema, value)),
      });
    }
  }
}

type Parsed = {
  readonly success: boolean;
  readonly error?: {
    readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
  };
};

function judged(parse: () => Parsed): { isAccepted: boolean; reason: string } {
  try {
    const { success, error } = parse();
    const [issue] = error?.issues ?? [];
    return { isAccepted: success, reason: `${issue?.message} at "${issue?.path.join('/')}"` };
  } catch (error) {
    return { isAccepted: false, reason: `throws ${error}` };
  }
}

/** Why ajv refuses a value: the keyword, with what it wants. */
export function faultOf(validator: Validator, schema: JsonSchema, value: unknown): string {
  const [fault] = validator.faults(schema, value);
  if (!fault) return 'ajv accepts it';
  const { keyword, params, instancePath } = fault;
  const wants = 'format' in params ? params.format : 'type' in params ? params.type : '';
  return `${keyword} ${wants} at "${instancePath}"`;
}

/** Valid values, values at edges, and values that are broken in one place. */
export function valuesOf(values: Values, schema: JsonSchema, most: number): LabelledValue[] {
  const valid = [0.5, 1, 0].flatMap((optional): LabelledValue[] => {
    const value = values.valid(schema, { optional });
    return value === undefined ? [] : [{ value, what: 'valid' }];
  });
  const half = Math.ceil(most / 2);
  return [
    ...valid,
    ...some(values.edges(schema), half, values.random),
    ...some(values.broken(schema), half, values.random),
  ];
}

/** So many of all, in their order. */
export function some<T>(all: readonly T[], most: number, random: Random): T[] {
  let left = Math.min(most, all.length);
  return all.filter((_, at) => {
    const isTaken = random() * (all.length - at) < left;
    if (isTaken) left -= 1;
    return isTaken;
  });
}

/** Whether an operation has a route. */
export const isWritten = (api: Api, { id }: BoundOperation): boolean =>
  Object.hasOwn(api.routes, id);
