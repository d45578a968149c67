/** The documents of the tables: well-known ones, of different sizes and authors. */
export const wellKnown: readonly string[] = [
  'adyen.com/CheckoutService-v71',
  'asana.com',
  'box.com',
  'circleci.com',
  'docker.com/engine',
  'gitlab.com',
  'netlify.com',
  'notion.com',
  'openai.com',
  'slack.com',
  'spotify.com',
  'trello.com',
  'zoom.us',
].map((name) => `api/${name}.json`);
