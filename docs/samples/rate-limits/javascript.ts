import FileOrganizerClient, { RateLimitError } from '@file-organizer/client';

// #region catch
const client = new FileOrganizerClient({ maxRetries: 0 });
try {
  for (;;) await client.search.query('invoice');
} catch (error) {
  if (!(error instanceof RateLimitError)) throw error;
  console.log(`Wait ${error.retryAfter} seconds`);
}
// #endregion

// #region wait
const patient = new FileOrganizerClient({ waitForRateLimit: true });
// #endregion

// #region left
const { response } = await patient.files.list('/').withResponse();
console.log(response.headers.get('X-RateLimit-Remaining'), response.headers.get('RateLimit'));
// #endregion
