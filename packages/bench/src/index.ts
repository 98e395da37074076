export type { Act, CallSummary as Call, Fault } from '@alita/simulator';
export { limitPresets } from '@alita/simulator';
export { COMMON_OPTIONS, commandLine } from './command-line.ts';
export { type Answered, type CallLog, firstOf, judge, logCalls, type Verdict } from './rig/answers.ts';
export { type Chat, gatherCrowd } from './rig/crowd.ts';
export { type Deed, type Due, type Load, steadily } from './rig/load.ts';
export { markdownTable, percentile } from './rig/numbers.ts';
export { type Backlog, backlogOf, countParked, untilQuiet } from './rig/quiet.ts';
export { CONDITIONS, type Mode, type Rig, type RigOptions, startRig } from './rig/rig.ts';
