import FileOrganizerClient from '@file-organizer/client';
import { startMock } from '@file-organizer/mock';

// #region use
const client = new FileOrganizerClient({
  baseUrl: 'http://localhost:4010',
  apiKey: 'fo_abc123_token456',
});
console.log((await client.files.list('/')).total);
// #endregion

// #region library
const mock = await startMock({ port: 0, stateful: true });
const tested = new FileOrganizerClient({ baseUrl: mock.url, apiKey: 'fo_abc123_token456' });
const file = await tested.files.upload(new File(['Buy milk.'], 'notes.txt'), '/uploads');
console.log((await tested.files.get(file.fileId)).path);
await mock.close();
// #endregion
