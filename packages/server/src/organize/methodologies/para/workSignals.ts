import type { Signal } from './signal.ts';

/** What it says of a file that it is part of a piece of work. */
export const workSignals: readonly Signal[] = [
  {
    says: 'work for others or a project, under way',
    when: { work: ['commission', 'under way'] },
    weights: { projects: 6 },
  },
  {
    says: 'work for others or a project, over',
    when: { work: ['commission', 'over'] },
    weights: { archives: 6, projects: -1 },
  },
  {
    says: 'part of what was worked on lately',
    when: { work: ['episode', 'under way'] },
    weights: { projects: 6 },
  },
  {
    says: 'part of what was worked on for some months',
    when: { work: ['episode', 'over'] },
    weights: { archives: 5, projects: -1 },
  },
  {
    says: 'papers of an undertaking under way',
    when: { work: ['undertaking', 'under way'], types: ['document', 'archive', 'code', 'other'] },
    weights: { projects: 4 },
  },
  {
    says: 'media of an undertaking under way',
    when: { work: ['undertaking', 'under way'], types: ['image', 'audio', 'video'] },
    weights: { projects: 1.5 },
  },
  {
    says: 'papers of an undertaking that is over',
    when: { work: ['undertaking', 'over'], types: ['document', 'archive', 'other'] },
    weights: { archives: 4, projects: -1 },
  },
];
