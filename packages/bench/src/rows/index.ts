import { buttons } from './buttons.ts';
import { dispatch } from './dispatch.ts';
import { mailboxRows } from './mailbox.ts';
import type { Row } from './row.ts';
import { simulatorRows } from './simulator.ts';
import { systemRows } from './system.ts';

/** Every row, in the order they are measured. */
export const rows: readonly Row[] = [...mailboxRows, ...systemRows, buttons, dispatch, ...simulatorRows];
