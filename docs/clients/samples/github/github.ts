// #region call
import { GitHubClient, NotFoundError } from 'github-client';

const client = new GitHubClient({ accessToken: 'my-token' });

const issue = await client.issues.get('octocat', 'hello-world', 1347);
console.log(issue.title, issue.created_at);
// #endregion

// #region list
for await (const { number, title } of client.issues.listForRepo('octocat', 'hello-world', {
  state: 'open',
  per_page: 100,
})) {
  console.log(number, title);
}
// #endregion

// #region error
try {
  // the header makes the mock answer 404
  await client.issues.get('octocat', 'hello-world', 0, { headers: { Prefer: 'code=404' } });
} catch (error) {
  if (!(error instanceof NotFoundError)) throw error;
  console.log(error.status, error.message, error.body);
}
// #endregion
