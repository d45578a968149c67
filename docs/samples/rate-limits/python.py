from file_organizer import FileOrganizerClient, RateLimitError

# #region catch
client = FileOrganizerClient(max_retries=0)
try:
    while True:
        client.search.query("invoice")
except RateLimitError as error:
    print(f"Wait {error.retry_after} seconds")
# #endregion

# #region wait
patient = FileOrganizerClient(wait_for_rate_limit=True)
# #endregion

# #region left
answer = patient.files.with_raw_response.list(path="/")
print(answer.headers["X-RateLimit-Remaining"], answer.headers["RateLimit"])
# #endregion
