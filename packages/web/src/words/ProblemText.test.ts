import { FileOrganizerError } from '@file-organizer/client';
import { expect, it } from 'vitest';
import { problemOf } from './ProblemText.tsx';

const refused = (...errors: { pointer: string; message: string }[]) =>
  new FileOrganizerError('Field "changes[0].to": must start with "/"', { errors });

it('says what is wrong with a field once, without its path in the API', () => {
  const error = refused({ pointer: '#/body/changes/0/to', message: 'Must start with "/"' });
  expect(problemOf(error).text).toBe('Must start with "/"');
});

it('names the fields if several are wrong', () => {
  const error = refused(
    { pointer: '#/body/username', message: 'Must not be empty' },
    { pointer: '#/body/password', message: 'Must have at least 8 characters' },
  );
  expect(problemOf(error).text).toBe(
    'username: Must not be empty. password: Must have at least 8 characters',
  );
});
