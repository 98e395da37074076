import type { Needs } from '@alita/kit';

export const DELETE: Needs = { actor: 'can_delete_messages', bot: 'can_delete_messages' };
