import type { Signal } from './signal.ts';

/** Signals from being part of a piece of work. */
export const workSignals: readonly Signal[] = [
  {
    says: 'ongoing work for a client or a project',
    when: { work: ['commission', 'under way'] },
    weights: { projects: 6 },
  },
  {
    says: 'finished work for a client or a project',
    when: { work: ['commission', 'over'] },
    weights: { archives: 6, projects: -1 },
  },
  {
    says: 'part of recent work',
    when: { work: ['episode', 'under way'] },
    weights: { projects: 6 },
  },
  {
    says: 'part of past work over some months',
    when: { work: ['episode', 'over'] },
    weights: { archives: 5, projects: -1 },
  },
  {
    says: 'documents of an ongoing undertaking',
    when: { work: ['undertaking', 'under way'], types: ['document', 'archive', 'code', 'other'] },
    weights: { projects: 4 },
  },
  {
    says: 'media of an ongoing undertaking',
    when: { work: ['undertaking', 'under way'], types: ['image', 'audio', 'video'] },
    weights: { projects: 1.5 },
  },
  {
    says: 'documents of a finished undertaking',
    when: { work: ['undertaking', 'over'], types: ['document', 'archive', 'other'] },
    weights: { archives: 4, projects: -1 },
  },
];
