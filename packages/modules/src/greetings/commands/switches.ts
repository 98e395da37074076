import { arg, UserError } from '@alita/kit';
import { CHANGE, greetings, INVITE, type Occasion } from '../module.ts';

/** Whether the greeting before is deleted when the next is said. */
const clean = (occasion: Occasion) =>
  greetings.command({
    name: `clean${occasion}`,
    args: { on: arg.toggle().optional() },
    needs: CHANGE,
    in: 'connected',
    async run({ args: { on }, settings, configure, reply }) {
      if (on !== undefined) await configure({ [occasion]: { ...settings[occasion], clean: on } });
      reply(on === undefined ? 'clean-is' : 'clean-set', { occasion, on: on ?? settings[occasion].clean });
    },
  });

export const cleanwelcome = clean('welcome');
export const cleangoodbye = clean('goodbye');

export const autoapprove = greetings.settingCommand({
  name: 'autoapprove',
  field: 'autoApprove',
  arg: arg.toggle(),
  needs: { actor: 'can_change_info', bot: INVITE.bot },
});

export const welcomeprivate = greetings.settingCommand({
  name: 'welcomeprivate',
  field: 'isPrivate',
  arg: arg.toggle(),
  needs: CHANGE,
});

export const goodbyeremoved = greetings.settingCommand({
  name: 'goodbyeremoved',
  field: 'farewellRemoved',
  arg: arg.toggle(),
  needs: CHANGE,
});

export const greetinglimit = greetings.settingCommand({
  name: 'greetinglimit',
  field: 'perMinute',
  arg: arg.int({ min: 1, max: 20 }),
  needs: CHANGE,
});

export const greetingnames = greetings.settingCommand({
  name: 'greetingnames',
  field: 'names',
  arg: arg.int({ min: 1, max: 20 }),
  needs: CHANGE,
});

/** `/greetingtopic here` in a forum's topic has greetings go there. */
export const greetingtopic = greetings.command({
  name: 'greetingtopic',
  args: { where: arg.choice(['here', 'off']).optional() },
  needs: CHANGE,
  async run({ args: { where }, message, settings, configure, reply }) {
    const { topicId } = message;
    if (where === undefined) {
      reply('greetingtopic-is', { isSet: settings.topic !== undefined, isHere: settings.topic === topicId });
      return;
    }
    if (where === 'here' && topicId === undefined) throw new UserError('no-topic');
    await configure({ topic: where === 'here' ? topicId : undefined });
    reply('greetingtopic-set', { isSet: where === 'here' });
  },
});
