/**
 * Operations that no request can reach: HTTP does not send what distinguishes them from others, or cannot
 * send their credentials together.
 *
 * @module
 */
import { essenceOf } from '../../contract/mediaTypes.ts';
import { type BoundOperation, type Document, operations } from '../../document/model.ts';
import { isImpossible, securitySchemes, withoutHeader } from '../../document/securitySchemes.ts';
import { type LeftOut, pointerTo } from './leftOut.ts';

/** What no request can do, as findings. */
export const notReached = (document: Document): LeftOut[] => [
  ...notRouted(operations(document)),
  ...notAuthorized(document),
];

/**
 * The operations whose paths differ from that of another one only by a fragment, which is never sent, or by
 * the names of parameters.
 */
function notRouted(all: readonly BoundOperation[]): LeftOut[] {
  const alike = Map.groupBy(all, ({ method, path }) => {
    const [address = ''] = path.split('#');
    return `${method} ${address.replaceAll(/\{[^{}]*\}/g, '{}')}`;
  });
  return [...alike.values()].flatMap((group) =>
    group.flatMap((bound, at) => {
      if (isRepeated(bound)) return [];
      const hasFragment = fragmentOf(bound) !== '';
      // The kit prefers those without a fragment, then the first one.
      const rivals = group.filter((other, index) => {
        const isAlike = hasFragment === (fragmentOf(other) !== '');
        return isAlike ? index < at : hasFragment;
      });
      const [first] = rivals;
      const isTaken = (mediaType: string) =>
        rivals.some((other) => mediaTypesOf(other).some((each) => covers(each, mediaType)));
      if (!first || !mediaTypesOf(bound).every(isTaken)) return [];
      const difference =
        fragmentOf(first) === fragmentOf(bound)
          ? 'the names of parameters'
          : 'its fragment, which is never sent';
      return [
        {
          rule: 'not-reached' as const,
          pointer: pointerTo(bound),
          message: `No request reaches the operation "${bound.id}": its path differs from ${first.path} only by ${difference}`,
          remedy: 'Give it a path of its own, or describe both as one operation.',
        },
      ];
    }),
  );
}

const fragmentOf = ({ path }: BoundOperation): string => {
  const at = path.indexOf('#');
  return at < 0 ? '' : path.slice(at + 1);
};

/** Whether a fragment names query parameters or headers that a request has, as in `#X-Target=Service.Do`. */
function isRepeated(bound: BoundOperation): boolean {
  const names = fragmentOf(bound)
    .split('&')
    .filter((part) => part !== '')
    .map((part) => part.split('=')[0]);
  const isSent = (name: string | undefined) =>
    bound.parameters.some((each) => ['query', 'header'].includes(each.in) && each.name === name);
  return names.length > 0 && names.every(isSent);
}

/** The media types of the bodies that an operation takes; an empty one for no body. */
function mediaTypesOf({ requestBody }: BoundOperation): string[] {
  const types = Object.keys(requestBody?.content ?? {}).map(essenceOf);
  return requestBody?.required ? types : ['', ...types];
}

const covers = (range: string, mediaType: string): boolean =>
  [mediaType, `${mediaType.split('/')[0]}/*`, ...(mediaType === '' ? [] : ['*/*'])].includes(range);

/** The operations whose credentials no request can have. */
function notAuthorized(document: Document): LeftOut[] {
  const schemes = securitySchemes(document);
  return operations(document).flatMap((bound) => {
    const alternatives = bound.security.map((each) =>
      schemes.filter(({ key }) => Object.hasOwn(each, key)),
    );
    if (alternatives.length === 0) return [];
    const unnamed = withoutHeader(alternatives.flat());
    if (!alternatives.every(isImpossible)) return [];
    const reason = unnamed
      ? `no header can have the name "${unnamed.name}", which its security scheme "${unnamed.key}" needs`
      : 'its security schemes need several credentials in the one Authorization header';
    return {
      rule: 'not-reached' as const,
      pointer: pointerTo(bound),
      message: `No request reaches the operation "${bound.id}": ${reason}`,
      remedy: unnamed
        ? 'Correct the name of the header.'
        : 'Leave one of them out, or describe them as alternatives.',
    };
  });
}
