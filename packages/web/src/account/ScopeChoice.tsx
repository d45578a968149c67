import type { Scope } from '@file-organizer/client';
import { allScopes, scopeWords } from './scopes.ts';

/** A choice of scopes. */
export function ScopeChoice({
  legend,
  chosen,
  onChange,
}: {
  readonly legend: string;
  readonly chosen: readonly Scope[];
  readonly onChange: (scopes: Scope[]) => void;
}) {
  return (
    <fieldset className="scopes">
      <legend>{legend}</legend>
      {allScopes.map((scope) => (
        <label key={scope}>
          <input
            type="checkbox"
            checked={chosen.includes(scope)}
            onChange={({ target }) =>
              onChange(
                target.checked ? [...chosen, scope] : chosen.filter((each) => each !== scope),
              )
            }
          />{' '}
          {scopeWords[scope]}
        </label>
      ))}
    </fieldset>
  );
}
