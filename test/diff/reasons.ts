import type { Case } from '../../packages/toolkit/src/diff/cases/index.ts';
import type { Tool } from './tools.ts';

/** Why a tool and the label of a case disagree. */
export type Reason = {
  readonly tool: Tool['name'];
  /** `missed`: it breaks, and the tool does not say so. `alarm`: the tool says so, and it does not. */
  readonly kind: 'missed' | 'alarm';
  readonly text: string;
  readonly holds: (one: Case) => boolean;
};

const named =
  (pattern: RegExp) =>
  ({ name }: Case): boolean =>
    pattern.test(name);
const ruled =
  (pattern: RegExp) =>
  ({ rules }: Case): boolean =>
    rules.some((rule) => pattern.test(rule));

const missed = (tool: Tool['name'], text: string, holds: Reason['holds']): Reason => ({
  ...{ tool, kind: 'missed', text, holds },
});
const alarm = (tool: Tool['name'], text: string, holds: Reason['holds']): Reason => ({
  ...{ tool, kind: 'alarm', text, holds },
});

/** The first one that holds explains a disagreement; the order is that of the page. */
export const reasons: readonly Reason[] = [
  missed('oasdiff', 'Judges what a webhook or callback sends as if the client sent it, or does not compare callbacks', named(/webhook|callback/)),
  missed('oasdiff', 'Reports it with a lower level: information, or a warning', ruled(/operation-id|^parameter-removed|discriminator|status-added|security-s|header-removed|response-property-removed/)),
  missed('oasdiff', 'Does not compare keywords of the schemas: `not`, `pattern` of a whole body, `unevaluated…` of a body, `additionalProperties`, undeclared `required`, changed conditions', ruled(/-not-|-pattern-|-closed|-items-|-if-|-properties-|became-|request-property-removed|-type-/)),
  missed('oasdiff', 'Does not compare servers', ruled(/server/)),
  missed('oasdiff', 'Does not compare how values are serialized: `style`, `explode`, `content` of parameters, `encoding`, XML, parameters of media types', ruled(/style|encoding|xml|allow|media-type|parameter/)),
  missed('oasdiff', 'Ignores fields and keywords that are not defined', ruled(/unknown/)),
];
