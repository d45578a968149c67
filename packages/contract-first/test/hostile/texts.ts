/** Texts that would be more than a text, if whatever they are written into did not keep them apart. */
import fc from 'fast-check';

const run = "globalThis.pwned='pwned'";
const dollar = '$';

const pieces = [
  ...['*/', '/*', '//', '#', "'", '"', '`', "'''", '"""', '\\', '\\\\', '|', ', ', ';', ' ', ''],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\0',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u009b',
    '\u2028',
    '\u2029',
  ],
  ...['\u202e', '\u200b', '\ufeff', '\ufffe', '\ud800', '\udc00', '🚢', '\u{e0001}', 'é'],
  ...['\\u0041', '\\u002a\\u002f', '\\u000a', '\\x27', '\\N{BEL}', '\\u{1F6A2}', '\\r'],
  ...['</script>', '<script>', '<!--', '-->', ']]>', '&amp;', '<b>', '$&', '$1', '%s', '{0}'],
  ...['{{a}}', '{a', 'a}', '@param', '@deprecated', '[a](b)', '__proto__', 'constructor'],
  ...[
    `\`${dollar}{a}\``,
    'prototype',
    'None',
    'undefined',
    '007',
    '1.50',
    '-1',
    '../../x',
    '/etc/x',
    '$(id)',
    '`id`',
  ],
  ...[run, `;${run};`, `';${run};//`, `*/${run}/*`, `\n${run}\n`, `\\u0027;${run};//`],
  ...['\nimport os\nos.environ["PWNED"]="1"\n', '"""\nimport os; os.environ["PWNED"]="1"\n"""'],
];

/** Such a text: pieces of code, of escapes and of markup, next to any other characters. */
export const hostileText = (): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, anyText), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.join(''));

const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 4 })
  .map((units) => String.fromCharCode(...units));

/** So many of them, no two alike. */
export const hostileTexts = (count: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(hostileText(), { minLength: count, maxLength: count });
