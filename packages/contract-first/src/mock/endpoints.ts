/**
 * The endpoints that a mock has for its control, by what it serves.
 *
 * @module
 */
import type { Contract } from '../contract/contract.ts';
import { isSchema } from '../document/model.ts';
import { CONTROL_PATH, type Endpoints } from './control.ts';
import type { Channels } from './live/channels.ts';
import type { Webhooks } from './live/webhooks.ts';
import { ProblemError } from './problemError.ts';
import type { MockState } from './state/mockState.ts';

/** Where a mock is controlled. */
export type ControlState = {
  /** False if there are no endpoints. */
  readonly path: string | false;
  /** The address that an operation of the document has as well, so that there are none. */
  readonly clash?: string;
};

type Controlled = {
  readonly state: MockState | undefined;
  readonly webhooks: Webhooks;
  readonly channels: Channels | undefined;
};

export const endpointsOf = ({ state, webhooks, channels }: Controlled): Endpoints => ({
  ...(state && {
    '/reset': { POST: () => state.reset() },
    '/snapshot': { GET: () => state.snapshot(), PUT: (snapshot) => restore(state, snapshot) },
  }),
  ...(webhooks.names.length > 0 && {
    '/webhooks': { GET: () => ({ webhooks: webhooks.names }) },
    '/webhooks/{name}': (name) => ({
      POST: (settings) => {
        const { to, example, body } = objectIn(settings);
        return webhooks.send(name, { to: textIn(to), example: textIn(example), body });
      },
    }),
  }),
  ...(channels && {
    '/channels': { GET: () => channels.list() },
    '/channels/{name}': (name) => ({
      POST: (settings) => {
        const { message, payload } = objectIn(settings);
        return channels.send(name, { message: textIn(message), payload });
      },
    }),
  }),
});

/**
 * The path of the endpoints: the one that was chosen, else the usual one unless an operation of the document
 * has an address below it.
 *
 * @throws RangeError if an operation of the document has an address below the path that was chosen
 */
export function controlOf(
  chosen: string | false | undefined,
  contract: Contract,
  endpoints: Endpoints,
): ControlState {
  if (chosen === false) return { path: false };
  const path = chosen ?? CONTROL_PATH;
  const clash = Object.keys(endpoints)
    .map((each) => path + each.replace('{name}', 'name'))
    .find((each) => contract.methodsAt(each).length > 0);
  if (clash === undefined) return { path };
  if (chosen === undefined) return { path: false, clash };
  throw new RangeError(
    `An operation of the document answers ${clash}; choose another control path`,
  );
}

function restore(state: MockState, snapshot: unknown): void {
  try {
    state.restore(snapshot);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new ProblemError('invalid_request', error.message);
  }
}

/** The settings in a body. @throws ProblemError unless it is an object or empty */
function objectIn(settings: unknown = {}): Readonly<Record<string, unknown>> {
  if (isSchema(settings)) return settings;
  throw new ProblemError('invalid_request', 'The body must be an object');
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
