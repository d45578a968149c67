import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const { formats } = addFormats.default(new Ajv2020({ strict: false, validateSchema: false }));

/** Whether a format can be checked; another only tells a reader something, as `binary` does. */
export const isCheckedFormat = (name: unknown): name is string =>
  typeof name === 'string' && Object.hasOwn(formats, name) && formats[name] !== true;
