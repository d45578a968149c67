/**
 * One suite of cases that grades how clients behave, in any language.
 *
 * @module
 */
export { AdapterError, type Described } from './adapter.ts';
export { type Capability, type Case, capabilities, type Group } from './case.ts';
export { type Counts, type Grade, type GradedCase, type GradedGroup, grade } from './grade.ts';
export { junitReport, markdownTable, textReport } from './report.ts';
export { selected, suite } from './suite.ts';
