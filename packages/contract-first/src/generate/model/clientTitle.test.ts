import { expect, it } from 'vitest';
import { clientTitle } from './clientTitle.ts';

it.each<readonly [title: string, name: string, environment: string]>([
  ['File Organizer API', 'FileOrganizer', 'FILE_ORGANIZER_'],
  ['GitHub v3 REST API', 'GitHub', 'GITHUB_'],
  ["GitHub's official API", 'GitHub', 'GITHUB_'],
  ['The Café API (v2.1)', 'Cafe', 'CAFE_'],
  ['API', 'Api', 'API_'],
  ['', 'Api', 'API_'],
  ['3scale', 'Api3scale', 'API_3SCALE_'],
  ['東京', 'Api', 'API_'],
])('a document with the title %j has a client called %s', (title, name, environment) => {
  expect(clientTitle(title)).toMatchObject({ name, environment });
});

it('a name that was given wins over the title', () => {
  expect(clientTitle('Pets', 'GitHub')).toEqual({
    words: ['GitHub'],
    name: 'GitHub',
    environment: 'GITHUB_',
  });
});
