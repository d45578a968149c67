import FileOrganizerClient, { FileOrganizerError, NotFoundError } from '@file-organizer/client';

const client = new FileOrganizerClient();

// #region catch
try {
  await client.files.list('/missing');
} catch (error) {
  if (!(error instanceof FileOrganizerError)) throw error;
  console.log(error.code, error.slug, error.message, error.requestId);
}
// #endregion

// #region class
try {
  await client.organize.getStatus('0198c0de-7a11-7000-8000-00000000a001');
} catch (error) {
  if (!(error instanceof NotFoundError)) throw error;
  console.log('No such job');
}
// #endregion

// #region fields
try {
  await client.files.list('/', { limit: 5000 });
} catch (error) {
  if (!(error instanceof FileOrganizerError)) throw error;
  for (const { pointer, message } of error.errors) console.log(pointer, message);
}
// #endregion
