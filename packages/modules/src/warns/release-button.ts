import { RELEASING } from '@alita/moderation';
import { warns } from './module.ts';

/** Under a punishment. The warnings that led to it stay forgotten. */
export const release = warns.callback({ name: 'release', ...RELEASING });
