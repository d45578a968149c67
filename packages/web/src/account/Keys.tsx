import type { ApiKey, Scope } from '@file-organizer/client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { dayText, timeText } from '../words/format.ts';
import { ProblemText } from '../words/ProblemText.tsx';
import { ScopeChoice } from './ScopeChoice.tsx';
import { scopesText } from './scopes.ts';

/** The user's API keys, for programs. */
export function Keys() {
  const { client } = useSession();
  const keys = useInfiniteQuery({
    queryKey: ['keys'],
    queryFn: ({ pageParam, signal }) =>
      client.auth.listApiKeys(pageParam === undefined ? {} : { cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const all = keys.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <h2>API keys</h2>
      {keys.error && <ProblemText error={keys.error} />}
      {keys.isSuccess && all.length === 0 && <p className="empty">You have no API keys.</p>}
      <ul className="lines">
        {all.map((key) => (
          <KeyLine key={key.keyId} apiKey={key} />
        ))}
      </ul>
      {keys.hasNextPage && (
        <button type="button" onClick={() => keys.fetchNextPage()} disabled={keys.isFetching}>
          Show more
        </button>
      )}
      <NewKey />
    </>
  );
}

function KeyLine({ apiKey }: { readonly apiKey: ApiKey }) {
  const { client } = useSession();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.auth.deleteApiKey(apiKey.keyId),
    onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const { name, scopes, expiresAt, lastUsedAt } = apiKey;
  const onDelete = () => {
    const question = `Delete the key “${name}”? Programs that use it stop working. This cannot be undone.`;
    if (window.confirm(question)) remove.mutate();
  };
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <small>
          {scopesText(scopes)}
          {expiresAt !== null && `. Until ${dayText(expiresAt)}`}
          {lastUsedAt === null ? '. Never used' : `. Last used ${timeText(lastUsedAt)}`}
        </small>
        {remove.error && <ProblemText error={remove.error} />}
      </div>
      <button
        type="button"
        aria-label={`Delete the key ${name}`}
        disabled={remove.isPending}
        onClick={onDelete}
      >
        Delete
      </button>
    </li>
  );
}

function NewKey() {
  const { client } = useSession();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['files:read']);
  const id = useId();
  const create = useMutation({
    mutationFn: () => client.auth.createApiKey({ name, scopes }),
    onSuccess: () => {
      setName('');
      return queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <details>
      <summary>New key</summary>
      {create.data && (
        <p role="status" className="notice">
          <code className="secret">{create.data.key}</code>
          <br />
          Copy it now. It is shown only once.
        </p>
      )}
      <form onSubmit={submit} className="new-scan">
        <label htmlFor={id}>Name of the key</label>
        <input id={id} value={name} onChange={(event) => setName(event.target.value)} required />
        <ScopeChoice legend="What it may do" chosen={scopes} onChange={setScopes} />
        {create.error && <ProblemText error={create.error} />}
        <button
          type="submit"
          className="primary"
          disabled={create.isPending || scopes.length === 0}
        >
          Create the key
        </button>
      </form>
    </details>
  );
}
