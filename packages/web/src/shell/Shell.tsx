import { Link, Outlet } from '@tanstack/react-router';
import { ConnectionNotice } from '../live/ConnectionNotice.tsx';
import { useLiveUpdates } from '../live/useLiveUpdates.ts';
import { useSession } from '../session/SessionContext.tsx';

/** What is around each view: the menu, who is signed in, and whether the connection is lost. */
export function Shell() {
  const { user, session } = useSession();
  useLiveUpdates();
  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header>
        <p className="product">File Organizer</p>
        <nav aria-label="Main">
          <Link
            to="/"
            search={{ path: '/', sort: 'name', order: 'asc' }}
            // The menu shows the view, in any folder and order.
            activeOptions={{ exact: true, includeSearch: false }}
          >
            Files
          </Link>
          <Link to="/organize" activeOptions={{ includeSearch: false }}>
            Organize
          </Link>
          <Link to="/duplicates">Duplicates</Link>
          <Link to="/search" search={{ q: '' }} activeOptions={{ includeSearch: false }}>
            Search
          </Link>
          <Link to="/trash">Trash</Link>
        </nav>
        <div className="account">
          <Link to="/account">{user.username}</Link>
          <button type="button" onClick={() => session.signOut()}>
            Sign out
          </button>
        </div>
      </header>
      <ConnectionNotice />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
