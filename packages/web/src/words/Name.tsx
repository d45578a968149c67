import { shownName } from './paths.ts';

/**
 * The name or path of a file, as anybody may have written it: its direction does not change that of the text around
 * it, its extension stays at its end, and characters that cannot be seen are shown. The title has the whole name, in
 * case it is cut.
 */
export function Name({ children }: { readonly children: string }) {
  const shown = shownName(children);
  return (
    <bdi dir="ltr" title={shown}>
      {shown}
    </bdi>
  );
}
