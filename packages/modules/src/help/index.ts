import { type ActorContext, arg, type Module } from '@alita/kit';
import type { About } from '../about.ts';
import { featureNamed } from './feature-page.ts';
import { help } from './module.ts';
import { createScreens, featureTitle, type Screen } from './screens.ts';

type Voice = Pick<ActorContext<unknown, unknown>, 'reply'>;
const show = ({ reply }: Voice, { key, params, rows }: Screen) => void reply(key, params, rows);

/** Everything that explains: `/start`, `/help`, `/about`, `/donate` and the links that lead there. */
export function createHelp(about: About): Module {
  const { open, screenAt, featureScreen, listScreen, donate: donateLink } = createScreens(about);
  const privately = (username: string, payload = '') => [
    { label: 'help.button-private', url: `https://t.me/${username}?start=${payload}` },
  ];

  const start = help.command({
    name: 'start',
    in: 'any',
    run(context) {
      const { chat, me, reply } = context;
      const screen = chat.type === 'private' && screenAt('start', context);
      if (screen) show(context, screen);
      else reply('hello-group', {}, privately(me.username));
    },
  });

  const explain = help.command({
    name: 'help',
    in: 'any',
    args: { feature: arg.text().optional() },
    run(context) {
      const { args, chat, catalogue, me, message, t, reply } = context;
      const [word = ''] = args.feature?.split(/\s/) ?? [];
      if (chat.type === 'private') return show(context, featureScreen(word, context) ?? listScreen(context));
      const feature = featureNamed(word, catalogue, t)?.name;
      const name = feature && featureTitle(feature, t);
      reply('help-group', { name }, privately(me.username, `help_${feature ?? 'help'}`), {
        replyTo: message.replyTo?.id,
      });
    },
  });

  const aboutCommand = help.command({
    name: 'about',
    in: 'any',
    run(context) {
      const { chat, me, reply } = context;
      const screen = chat.type === 'private' && screenAt('about', context);
      if (screen) show(context, screen);
      else reply('about-group', {}, privately(me.username, 'about'));
    },
  });

  const donate = help.command({
    name: 'donate',
    in: 'any',
    run: ({ reply }) => void reply(donateLink.length > 0 ? 'donate' : 'donate-none', {}, donateLink),
  });

  const aboutLink = help.link({
    prefix: 'about',
    run(context) {
      const screen = screenAt('about', context);
      if (screen) show(context, screen);
    },
  });
  const helpLink = help.link({
    prefix: 'help_',
    run: (context) => show(context, featureScreen(context.payload, context) ?? listScreen(context)),
  });

  return help.with({
    commands: [start, explain, aboutCommand, donate],
    callbacks: [open],
    links: [aboutLink, helpLink],
  });
}
