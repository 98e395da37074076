import { arg, type Needs } from '@alita/kit';
import { filters } from '../module.ts';

const needs: Needs = { actor: 'can_change_info' };

/** In how many seconds one filter answers once. */
export const filtercooldown = filters.settingCommand({
  name: 'filtercooldown',
  field: 'cooldown',
  arg: arg.int({ min: 0, max: 86_400 }),
  needs,
});

export const filteranswers = filters.settingCommand({
  name: 'filteranswers',
  field: 'answers',
  arg: arg.choice(['first', 'all']),
  needs,
});

export const filterreply = filters.settingCommand({
  name: 'filterreply',
  field: 'replyTo',
  arg: arg.choice(['message', 'replied']),
  needs,
});

export const filterbots = filters.settingCommand({ name: 'filterbots', field: 'bots', arg: arg.toggle(), needs });
export const filteredits = filters.settingCommand({ name: 'filteredits', field: 'edits', arg: arg.toggle(), needs });
