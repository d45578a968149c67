/**
 * Exchanges a folder of the library for a link out of it, and back, without a pause: by `renameat2` with
 * `RENAME_EXCHANGE`, so that there is one of the two at any time.
 */
import koffi from 'koffi';

const [folder = '', link = ''] = process.argv.slice(2);
const rename = koffi
  .load(null)
  .func('int renameat2(int, const char *, int, const char *, unsigned int)');
const AT_FDCWD = -100;
const RENAME_EXCHANGE = 2;

/** Some microseconds, now more and now fewer, so that every moment has its turn. */
function dwell(): void {
  for (let left = Math.random() * 20_000; left > 0; left--);
}

process.stdout.write('begins\n');
while (rename(AT_FDCWD, folder, AT_FDCWD, link, RENAME_EXCHANGE) === 0) dwell();
process.exit(1);
