const client = require('@file-organizer/client');
const { createConnection, filesList } = require('@file-organizer/client/functions');

import('./job.mjs')
  .then(({ work }) => work(client))
  .then(async (done) => {
    const { total } = await filesList(createConnection())('/uploads');
    console.log(JSON.stringify({ ...done, total }));
  });
