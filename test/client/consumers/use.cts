import client = require('@file-organizer/client');
import functions = require('@file-organizer/client/functions');

const one: client.FileOrganizerClient = new client.default({ apiKey: 'fo_a_b' });

export async function use(): Promise<number> {
  const page = await functions.filesList(functions.createConnection())('/');
  return page.total + (await one.files.list('/')).items.length;
}
