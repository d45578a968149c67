import { ConnectionError, FileOrganizerError, RateLimitError } from '@file-organizer/client';

/** What went wrong, in words, and what to do. */
export function ProblemText({ error }: { readonly error: unknown }) {
  const { text, link } = problemOf(error);
  return (
    <p role="alert" className="problem">
      {text}
      {link !== undefined && (
        <>
          {/[.!?]$/.test(text) ? ' ' : '. '}
          <a href={link} target="_blank" rel="noreferrer">
            What to do
          </a>
        </>
      )}
    </p>
  );
}

/** An error in words, with the page that explains it. */
export function problemOf(error: unknown): { readonly text: string; readonly link?: string } {
  if (error instanceof RateLimitError) {
    const seconds = Math.ceil(error.retryAfter ?? 1);
    return { text: `Too many requests. Try again in ${seconds} ${plural(seconds, 'second')}.` };
  }
  if (error instanceof ConnectionError) {
    return { text: 'The server cannot be reached. Check that it is running, then try again.' };
  }
  if (error instanceof FileOrganizerError) {
    const text = fieldText(error.errors) ?? error.message;
    return error.slug ? { text, link: `/docs/problems/${error.slug}` } : { text };
  }
  return { text: error instanceof Error ? error.message : String(error) };
}

/**
 * What is wrong with the fields of a request. With one fault it is plain from the form which field it is;
 * otherwise each is named, since the paths in the message are those of the API.
 */
function fieldText(errors: FileOrganizerError['errors']): string | undefined {
  const [only, ...others] = errors;
  if (!only) return undefined;
  if (others.length === 0) return only.message;
  return errors.map(({ pointer, message }) => `${fieldOf(pointer)}: ${message}`).join('. ');
}

const fieldOf = (pointer: string): string => pointer.slice(pointer.lastIndexOf('/') + 1);

const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`);
