/**
 * Features that have no effect on a command by their meaning, and why.
 *
 * @module
 */
import type { Command, Feature } from './feature.ts';

const inMessages = (reason: string): Feature['noEffect'] => ({
  server: reason,
  mock: reason,
  verify: reason,
  typescript: reason,
  python: reason,
});

export const silent = 'it does not change which messages are valid';
/** Why annotations have no effect on what handles messages. */
export const annotation = inMessages(silent);
/** Why the addresses of servers have no effect on what handles messages. */
export const server = inMessages(
  'it says where a server is, which each command is told by other means',
);

type Reason = {
  readonly features: readonly string[];
  readonly commands: readonly Command[];
  readonly reason: string;
};

const clients = ['typescript', 'python'] as const;

const reasons: readonly Reason[] = [
  {
    features: ['3.0 Responses: Headers', '2.0 Swagger 2.0: headers of a response'],
    commands: clients,
    reason: 'headers are not typed; the response as it came has them',
  },
  {
    features: ['3.0 Responses: Links'],
    commands: clients,
    reason: 'a link says which call may follow; there is a method for each call',
  },
  {
    features: [
      '3.0 Responses: Problems (application/problem+json)',
      '3.0 Responses: Ranges of statuses (4XX)',
      '3.0 Responses: default',
      '3.0 Responses: Shared responses',
    ],
    commands: clients,
    reason: 'errors are thrown with the body as it came',
  },
  {
    features: ['3.0 Responses: Several successful statuses'],
    commands: clients,
    reason: 'both statuses have the same type',
  },
  {
    features: ['2.0 Swagger 2.0: produces'],
    commands: clients,
    reason: 'JSON of every media type is read alike',
  },
  {
    features: ['2.0 Swagger 2.0: allowEmptyValue', '3.0 Parameters: allowEmptyValue'],
    commands: clients,
    reason: 'values are sent as they are given',
  },
  {
    features: ['2.0 Swagger 2.0: collectionFormat: multi'],
    commands: [...clients, 'mock', 'verify'],
    reason: 'it is how arrays are read without it, too, if they are written so',
  },
  {
    features: ['3.0 Security: Several schemes at once'],
    commands: clients,
    reason: 'clients send every credential that they are given',
  },
  {
    features: [
      '2.0 Swagger 2.0: discriminator',
      '3.1 Schemas: discriminator',
      '3.2 New in 3.2: discriminator.defaultMapping',
    ],
    commands: clients,
    reason: 'the type is a union of the same types',
  },
  {
    features: [
      '2.0 Swagger 2.0: schemes of an operation',
      '3.0 Around operations: servers of a path item',
      '3.0 Around operations: servers of an operation',
    ],
    commands: ['server', 'mock'],
    reason: 'it says where a server is, and this is the server',
  },
  {
    features: ['2.0 Swagger 2.0: headers of a response'],
    commands: ['mock', 'verify'],
    reason: 'headers before OpenAPI 3 are never required, so they may be left out',
  },
  {
    features: [
      '2.0 Swagger 2.0: Shared responses',
      '3.0 Responses: Several successful statuses',
      '3.0 Responses: Several media types',
    ],
    commands: ['verify'],
    reason: 'a server need not send it, and what it does not send is not checked',
  },
  {
    features: ['3.1 Schemas: Keywords next to $ref'],
    commands: ['lint'],
    reason: 'Redocly does not look at keywords next to references',
  },
  {
    features: ['3.1 Annotations of schemas: $schema'],
    commands: ['bundle', 'docs', 'diff'],
    reason: 'it names the dialect that schemas have anyway',
  },
  {
    features: ['3.0 Responses: externalValue of examples'],
    commands: ['mock', 'diff'],
    reason: 'the value is elsewhere',
  },
];

/** Why a feature has no effect on a command. */
export const reasonOf = (feature: string, command: Command): string | undefined =>
  reasons.find(({ features, commands }) => features.includes(feature) && commands.includes(command))
    ?.reason;
