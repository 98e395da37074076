export { cases } from './cases/index.ts';
export { type Finding, runCase } from './run-case.ts';
export type { Case, Fault, Stage } from './stage.ts';
