import { describe, expect, it } from 'vitest';
import { greeting } from './greeting.ts';

const started = {
  url: 'http://127.0.0.1:8000',
  root: '/home/me/Downloads',
  madeSamples: false,
  madeKey: undefined,
  madeAdministrator: undefined,
  notices: [],
  hasOwnKey: false,
  ticket: 'fs_made_up',
};
const first = {
  ...started,
  madeKey: 'fo_id_token',
  madeAdministrator: { username: 'admin', password: 'made up' },
};

describe('greeting', () => {
  it('shows the key and the password after the first start', () => {
    expect(
      greeting({ ...first, notices: ['Something else.'] })
        .trimEnd()
        .split('\n')
        .slice(-5),
    ).toEqual([
      'Save these now, they are shown only once:',
      '',
      '  Key       fo_id_token',
      '  User      admin',
      '  Password  made up',
    ]);
  });

  it('shows no secrets after later starts', () => {
    const text = greeting(started);
    expect(text).not.toContain('shown only once:');
    expect(text).toContain('export FILE_ORGANIZER_API_KEY=fo_me_$(openssl rand -hex 24)');
  });

  it('has a link that opens the page, signed in', () => {
    expect(greeting(started)).toContain('Open      http://127.0.0.1:8000/#ticket=fs_made_up');
  });

  it('refers to the key in the settings', () => {
    const text = greeting({ ...started, hasOwnKey: true });
    expect(text).toContain('KEY is the API key in FILE_ORGANIZER_API_KEY.');
    expect(text).not.toContain('lost');
  });

  it('has one line per notice', () => {
    const text = greeting({ ...started, notices: ['One has no effect.', 'Two has none.'] });
    expect(text).toMatch(/^Note: One has no effect\.$/m);
    expect(text).toMatch(/^Note: Two has none\.$/m);
  });
});
