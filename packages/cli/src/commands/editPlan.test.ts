import type { Change } from '@file-organizer/client';
import { describe, expect, it } from 'vitest';
import { changesIn, planText } from './editPlan.ts';

const move = (from: string, to: string): Change => ({
  ...{ fileId: null, from, to, action: 'move', reason: '', confidence: 1 },
  ...{ needsReview: false, status: 'planned', error: null },
});
const MOVES = [
  move('/a.txt', '/Documents/a.txt'),
  move('/b <- c.txt', '/Documents/b <- c.txt'),
  move('/\u001bd\n.txt', '/Documents/\u001bd\n.txt'),
  move('/e .txt ', '/Documents/e .txt '),
  move('/"f".txt', '/"f".txt'),
];

describe('an edited plan', () => {
  it('changes nothing in an unedited plan, with any names', () => {
    expect(changesIn(planText(MOVES), MOVES, '/in')).toEqual([]);
  });

  it('leaves out a move whose line was deleted', () => {
    const text = planText(MOVES).replace(/^1\t.*\n/m, '');
    expect(changesIn(text, MOVES, '/in')).toEqual([{ from: '/a.txt', excluded: true }]);
  });

  it('takes another destination', () => {
    const text = planText(MOVES).replace('/Documents/a.txt', '/Letters/A  1.txt');
    expect(changesIn(text, MOVES, '/in')).toEqual([{ from: '/a.txt', to: '/Letters/A  1.txt' }]);
  });

  it('takes a folder of the organized folder as the destination', () => {
    const text = planText(MOVES).replace('/Documents/a.txt', 'Letters/');
    expect(changesIn(text, MOVES, '/in')).toEqual([{ from: '/a.txt', to: '/in/Letters/a.txt' }]);
  });

  it('refuses a line that is not a move', () => {
    expect(() => changesIn('/a.txt -> /b.txt', MOVES, '/in')).toThrow('Unknown line');
  });

  it('refuses a move without a destination', () => {
    expect(() => changesIn('1\t<- /a.txt', MOVES, '/in')).toThrow('no destination');
  });
});
