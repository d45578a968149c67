import FileOrganizerClient, { type Middleware } from '@file-organizer/client';

const stopwatch: Middleware = async (request, next) => {
  const start = performance.now();
  const response = await next(request);
  const time = Math.round(performance.now() - start);
  if (time > 10_000) console.log(`${request.operation} took ${time} ms`);
  return response;
};
const client = new FileOrganizerClient({ middleware: [stopwatch], logger: { warn: console.warn } });

const { data, response, requestId } = await client.system.health().withResponse();
console.log(data.status, response.status, requestId !== undefined);
const { files } = await client.system.stats();
console.log(`${files.count} files`);
