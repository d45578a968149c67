import * as client from '@file-organizer/client';
import { createConnection, filesList } from '@file-organizer/client/functions';
import { work } from './job.mjs';

const done = await work(client);
const { total } = await filesList(createConnection())('/uploads');
console.log(JSON.stringify({ ...done, total }));
