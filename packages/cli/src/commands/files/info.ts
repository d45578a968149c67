/** `files info`: what the library knows about a file. */
import { connect } from '../../connection/connect.ts';
import { fileAt, isId } from '../../connection/files.ts';
import type { Context } from '../../context.ts';
import { EXIT } from '../../failure.ts';
import { numberText, sizeText, timeText } from '../../terminal/amounts.ts';
import { showFields } from '../fields.ts';

/** @returns the exit code */
export async function fileInfo(context: Context, named: string): Promise<number> {
  const { output } = context;
  const file = await fileAt(
    await connect(context, { within: isId(named) ? undefined : named }),
    named,
  );
  if (output.isJson) output.json(file);
  else {
    showFields(output, [
      ['Path', file.path],
      [
        'Size',
        `${sizeText(file.size)}${file.size < 1000 ? '' : ` (${numberText(file.size)} bytes)`}`,
      ],
      ['Type', `${file.type} (${file.mimeType})`],
      ['Created', timeText(file.createdAt)],
      ['Modified', timeText(file.modifiedAt)],
      ['SHA-256', file.sha256 ?? 'not known yet'],
      ['ID', file.fileId],
    ]);
  }
  return EXIT.ok;
}
