import { arg, type Needs } from '@alita/kit';

/** For commands that remove or silence people. */
export const RESTRICT: Needs = { actor: 'can_restrict_members', bot: 'can_restrict_members' };

/** … and delete a message with it. */
export const RESTRICT_AND_DELETE: Needs = {
  actor: ['can_restrict_members', 'can_delete_messages'],
  bot: ['can_restrict_members', 'can_delete_messages'],
};

/** `/ban @user spam` */
export const TARGET_AND_REASON = { target: arg.member(), reason: arg.text({ called: 'reason' }).optional() };
