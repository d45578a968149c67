# #region call
from github_client import GitHubClient, NotFoundError

client = GitHubClient(access_token="my-token")

issue = client.issues.get("octocat", "hello-world", 1347)
print(issue.title, issue.created_at.year)
# #endregion

# #region list
for issue in client.issues.list_for_repo("octocat", "hello-world", state="open", per_page=100):
    print(issue.number, issue.title)
# #endregion

# #region error
try:
    # the header makes the mock answer 404
    client.issues.get("octocat", "hello-world", 0, headers={"Prefer": "code=404"})
except NotFoundError as error:
    print(error.code, error.message, error.body)
# #endregion
