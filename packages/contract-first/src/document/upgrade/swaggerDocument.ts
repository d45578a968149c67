import type { Report } from '../notice.ts';
import type { Origins } from '../origins.ts';
import type { Part } from '../structure.ts';

/** A Swagger 2.0 document being upgraded, with what it declares once for all operations. */
export type Swagger = {
  readonly document: Part;
  readonly consumes: readonly string[] | undefined;
  readonly produces: readonly string[] | undefined;
  readonly origins: Origins;
  readonly report: Report;
};
