import { buttons } from './buttons.ts';
import { dispatchRows } from './dispatch.ts';
import { mailboxRows } from './mailbox.ts';
import type { Row } from './row.ts';
import { simulatorRows } from './simulator.ts';
import { soak } from './soak.ts';
import { systemRows } from './system.ts';

/** Every row, in the order they are measured. */
export const rows: readonly Row[] = [...mailboxRows, ...systemRows, buttons, ...dispatchRows, ...simulatorRows, soak];
