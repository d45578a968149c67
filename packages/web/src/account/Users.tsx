import type { Scope, User } from '@file-organizer/client';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useSession } from '../session/SessionContext.tsx';
import { ProblemText } from '../words/ProblemText.tsx';
import { ScopeChoice } from './ScopeChoice.tsx';
import { scopesText } from './scopes.ts';

/** All users, for administrators. */
export default function Users() {
  const { client } = useSession();
  const users = useInfiniteQuery({
    queryKey: ['users'],
    queryFn: ({ pageParam, signal }) =>
      client.users.list(pageParam === undefined ? {} : { cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return (
    <>
      <h2>Users</h2>
      {users.error && <ProblemText error={users.error} />}
      <ul className="lines">
        {users.data?.pages
          .flatMap(({ items }) => items)
          .map((user) => (
            <UserLine key={user.userId} user={user} />
          ))}
      </ul>
      {users.hasNextPage && (
        <button type="button" onClick={() => users.fetchNextPage()} disabled={users.isFetching}>
          Show more
        </button>
      )}
      <NewUser />
    </>
  );
}

function UserLine({ user }: { readonly user: User }) {
  const { client } = useSession();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['users'] });
  const change = useMutation({
    mutationFn: (disabled: boolean) => client.users.update(user.userId, { disabled }),
    onSettled,
  });
  const remove = useMutation({ mutationFn: () => client.users.delete(user.userId), onSettled });
  const { username, scopes, disabled } = user;
  const onDelete = () => {
    const question = `Delete the user “${username}”, with all sessions and keys? This cannot be undone.`;
    if (window.confirm(question)) remove.mutate();
  };
  return (
    <li>
      <div>
        <strong>{username}</strong>
        <small>{disabled ? 'disabled' : scopesText(scopes)}</small>
        {change.error && <ProblemText error={change.error} />}
        {remove.error && <ProblemText error={remove.error} />}
      </div>
      <button
        type="button"
        aria-label={`${disabled ? 'Enable' : 'Disable'} ${username}`}
        disabled={change.isPending}
        onClick={() => change.mutate(!disabled)}
      >
        {disabled ? 'Enable' : 'Disable'}
      </button>
      <button
        type="button"
        aria-label={`Delete ${username}`}
        disabled={remove.isPending}
        onClick={onDelete}
      >
        Delete
      </button>
    </li>
  );
}

function NewUser() {
  const { client } = useSession();
  const queries = useQueryClient();
  const [scopes, setScopes] = useState<Scope[]>(['files:read', 'organize:read', 'search:read']);
  const id = useId();
  const create = useMutation({
    mutationFn: (form: HTMLFormElement) => {
      const fields = new FormData(form);
      return client.users.create({
        username: String(fields.get('username')),
        password: String(fields.get('password')),
        scopes,
      });
    },
    onSuccess: (_user, form) => {
      form.reset();
      return queries.invalidateQueries({ queryKey: ['users'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(event.currentTarget);
  };
  return (
    <details>
      <summary>New user</summary>
      <form onSubmit={submit} className="new-scan">
        <label htmlFor={`${id}-name`}>Name of the user</label>
        <input
          id={`${id}-name`}
          name="username"
          autoComplete="off"
          required
          pattern="[A-Za-z0-9][A-Za-z0-9._@\-]{0,63}"
          title="At most 64 letters from A to Z, digits and . _ @ -, the first one a letter or digit"
        />
        <label htmlFor={`${id}-password`}>Password of the user</label>
        <input
          id={`${id}-password`}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={8}
        />
        <ScopeChoice legend="What the user may do" chosen={scopes} onChange={setScopes} />
        {create.error && <ProblemText error={create.error} />}
        <button type="submit" className="primary" disabled={create.isPending}>
          Create the user
        </button>
      </form>
    </details>
  );
}
