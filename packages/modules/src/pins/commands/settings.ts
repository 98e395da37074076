import { arg, type Right } from '@alita/kit';
import { pins } from '../module.ts';

/** Says a switch, or turns it. What it is to do needs a right, which whoever turns it and the bot must hold. */
const toggle = (name: string, field: 'antiChannelPin' | 'cleanLinked', right: Right) =>
  pins.command({
    name,
    args: { on: arg.toggle().optional() },
    needs: { actor: right, bot: right },
    in: 'connected',
    async run({ args: { on }, chat, settings, configure, reply }) {
      if (on !== undefined) await configure({ [field]: on });
      reply(`${name}-${on === undefined ? 'is' : 'set'}`, { on: on ?? settings[field], chat: chat.title });
    },
  });

export const antichannelpin = toggle('antichannelpin', 'antiChannelPin', 'can_pin_messages');
export const cleanlinked = toggle('cleanlinked', 'cleanLinked', 'can_delete_messages');
