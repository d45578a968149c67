import { wordList } from '../words/wordList.ts';
import { folderWords } from './folderWords.ts';
import { kindSignals } from './kindSignals.ts';
import type { Signal } from './signal.ts';
import { ageSignals, daySignals, yearSignals } from './timeSignals.ts';
import { topics } from './topics.ts';
import { workSignals } from './workSignals.ts';

/** Signals in names and texts for work that ends, or goes on. */
const nameSignals: readonly Signal[] = [
  {
    says: 'a word for ongoing work',
    when: {
      words: wordList(
        `draft, proposal, wip, work in progress, kickoff, kick off, deadline, sprint, milestone,
         backlog, pitch, brief, mockup, wireframe, prototype, rough cut, tender, rfp, submission,
         assignment, homework, pull request, entwurf, brouillon,
         borrador, statement of work, launch, release checklist, rehearsal,
         storyboard, redesign, rework, remodel, in progress, to be done, revision, mock up, bid,
         proof of concept, poc, mvp, rollout, upgrade, hackathon, capstone, manuscript, rfq, rfi,
         pilot, poster, brochure, ausschreibung, hausarbeit, thesis, dissertation, masterarbeit,
         bachelorarbeit, mémoire, candidature, soumission, propuesta, propuestas, solicitud`,
      ),
    },
    weights: { projects: 3 },
  },
  {
    says: 'a word for something with an end',
    when: {
      words: wordList(
        `project, meeting, minutes, agenda, workshop, timeline, roadmap, checklist, to do, todo,
         plan, planning, sketch, feedback, campaign, relaunch, renovation, trip, travel, wedding,
         thesis, dissertation, exam, application, cover letter, specification, estimate, budget,
         seating plan, guest list, packing list, reservation, booking, boarding pass, ticket,
         e ticket, invitation, demo, presentation, slides, interview, standup, retro,
         status report, postmortem, bug report, refund, party, birthday, festival, concert, event,
         conference, talk, contest, competition, fundraiser, moving, relocation, survey results,
         questionnaire, candidate, comments, objective, task, tasks, gantt, kanban, scope,
         requirements, visa, flight, itinerary, boarding, holiday, complaint, appeal, petition,
         geburtstag, feier, umzug, urlaub, flug, anniversaire, fête, voyage, boda, viaje, mudanza,
         projekt, besprechung, protokoll, reise, hochzeit, projet, réunion, proyecto, reunión,
         client, deliverable`,
      ),
    },
    weights: { projects: 1.5 },
  },
  {
    says: 'a version in its name',
    when: { name: /(?<![a-z])(v\d{1,2}|final|rev ?\d{1,2})(?![a-z])/i },
    weights: { projects: 1 },
  },
  {
    says: 'a spreadsheet',
    when: { extensions: wordList('xlsx, xls, ods, numbers, csv') },
    weights: { areas: 0.5 },
  },
];

/**
 * All signals, which decide if neither a folder nor the user does: this table is the whole rule set.
 * `docs/methodologies/para.md` shows it.
 */
export const signals: readonly Signal[] = [
  ...nameSignals,
  ...topics,
  ...folderWords,
  ...daySignals,
  ...workSignals,
  ...kindSignals,
  ...ageSignals,
  ...yearSignals,
];
