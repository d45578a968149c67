/** Prints what each command makes of each feature: `node run.ts [command,…] [text in ids]`. */
import { type Command, commands } from './feature.ts';
import { features } from './index.ts';
import { judge } from './judge.ts';

const [only, text = ''] = process.argv.slice(2);
const asked = commands.filter((each) => !only || only.split(',').includes(each));
const times: Partial<Record<Command, number>> = {};
for (const feature of features.filter(({ id }) => id.includes(text))) {
  for (const command of asked) {
    const start = performance.now();
    const cell = await judge(feature, command).catch((error) => ({
      state: 'THROWN',
      message: String(error.stack),
    }));
    times[command] = (times[command] ?? 0) + performance.now() - start;
    const words = 'message' in cell ? cell.message : 'reason' in cell ? cell.reason : cell.shown;
    console.log(
      [command, cell.state, feature.id, words.replaceAll('\n', ' ').slice(0, 220)].join(' | '),
    );
  }
}
console.error(times);
process.exit(0);
