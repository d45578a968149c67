import { streaming } from './loadStreaming.ts';
import type { Body } from './operation.ts';
import type { CallOptions, UploadProgress } from './options.ts';

/** Reports the progress of a body, if the caller wants to know it. */
export function withProgress({ onProgress }: CallOptions, body: Body): Body {
  if (!onProgress) return body;
  // the methods that upload say what it is given
  const report = onProgress as (progress: UploadProgress) => void;
  return {
    ...body,
    around: async (...sent) => (await streaming()).sendWithProgress(report, ...sent),
  };
}
