/** `events`: follows live events. */
import type { LiveEvent } from '@file-organizer/client';
import { type Connected, connect, shownPath } from '../connection/connect.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../failure.ts';
import { counted, numberText, sizeText, timeText } from '../terminal/amounts.ts';

export type EventsOptions = {
  readonly job?: string;
  readonly since?: number;
  readonly count?: number;
};

/** @returns the exit code; the events end with a signal, `--count` or their reader */
export async function events(
  context: Context,
  { job, since, count }: EventsOptions,
): Promise<number> {
  const { output, interrupt } = context;
  const connected = await connect(context);
  const stream = connected.client.events.connect({
    ...(job !== undefined && { jobId: job }),
    ...(since !== undefined && { lastEventId: since }),
    onMissed: () => output.warn('Some events were missed: the server keeps the last 1,000.'),
  });
  await stream.connected;
  output.note('Following events. Press Ctrl+C to end.');
  let shown = 0;
  await interrupt.during(
    () => stream.close(),
    async () => {
      for await (const event of stream) {
        if (output.isJson) output.jsonLine(event);
        else output.line(`${timeText(event.occurredAt)}  ${describe(connected, event)}`);
        if (++shown === count || output.isClosed) break;
      }
    },
  );
  return interrupt.wasReceived ? interrupt.exitCode : EXIT.ok;
}

function describe(connected: Connected, event: LiveEvent): string {
  switch (event.event) {
    case 'file_uploaded':
      return `uploaded   ${shownPath(connected, event.data.path)} (${sizeText(event.data.size)})`;
    case 'organize_progress':
    case 'organize_complete': {
      const { methodology, path, status, processedCount, totalCount, jobId } = event.data;
      const name = `${methodology ?? 'duplicates'} of ${shownPath(connected, path)}`;
      const done = `${numberText(processedCount)} of ${counted(totalCount, 'file')}`;
      return `job        ${name}: ${status.replaceAll('_', ' ')}, ${done} (${jobId})`;
    }
    case 'error':
      return `error      ${event.data.message}`;
    default:
      return `${event.event.replaceAll('_', ' ').padEnd(9)}  ${JSON.stringify(event.data)}`;
  }
}
