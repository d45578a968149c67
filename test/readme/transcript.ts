/** The steps of the README in a shell, from a plan to its undo. */
import { type Step, stepsOf } from '../walk/walk.ts';

/** @param key takes the place of the one that the README leaves out */
export const transcriptOf = (readme: string, key: string): Step[] =>
  stepsOf(readme)
    .filter(({ script }) => !script.startsWith('npx '))
    .map((step) => ({ ...step, script: step.script.replace('KEY=fo_…', `KEY=${key}`) }));
