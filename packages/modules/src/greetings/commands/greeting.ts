import { authorOf, prepareSource, say } from '@alita/content';
import { arg } from '@alita/kit';
import { greetings, type Occasion } from '../module.ts';
import { contentOf } from '../speaking.ts';

/** `/welcome` shows what is said and how, `/welcome noformat` its source, `/welcome off` switches it. */
const greeting = (occasion: Occasion) =>
  greetings.command({
    name: occasion,
    args: { what: arg.choice(['on', 'off', 'noformat', 'yes', 'no']).optional() },
    needs: { actor: 'admin' },
    in: 'connected',
    async run(context) {
      const { args, message, settings, configure, reply, act, t } = context;
      const { what } = args;
      if (what !== undefined && what !== 'noformat') {
        const on = what === 'on' || what === 'yes';
        await configure({ [occasion]: { ...settings[occasion], on } });
        reply('switched', { occasion, on });
        return;
      }
      const { on, clean } = settings[occasion];
      const { cleanService, isPrivate, topic, perMinute, names } = settings;
      const inTopic = topic !== undefined;
      reply('status', { occasion, on, clean, service: cleanService.length > 0, isPrivate, inTopic, perMinute, names });
      // Shown where it was asked for, which may be in private (GRT-B4).
      const to = { chat: message.chat.id, topic: message.topicId };
      const content = contentOf(occasion, settings, t);
      if (what === undefined) await say({ content, user: authorOf(message), to }, context);
      else for (const { method, params } of prepareSource(content, to)) act.send(method, params, { to: to.chat });
    },
  });

export const welcome = greeting('welcome');
export const goodbye = greeting('goodbye');
