import {
  answerTo,
  authorOf,
  longestText,
  type NoteBookStore,
  prepareSource,
  type RulesSettings,
  rulesButton,
  say,
} from '@alita/content';
import { arg, Html, type LinkContext, UserError } from '@alita/kit';
import { rules } from './module.ts';

type Asking = Omit<LinkContext<NoteBookStore, RulesSettings>, 'payload' | 'actor'>;

/**
 * Says the rules below a line with the name of the group: in one message, or in two where one cannot hold both (RUL-B2).
 * @throws UserError when there are none
 */
async function show(asking: Asking): Promise<void> {
  const { chat, message, settings, reply, t } = asking;
  const { content } = settings;
  if (!content) throw new UserError('none', { title: chat.title });
  const to = answerTo(message);
  const heading = t('rules.title', { title: new Html('{chatname}') });
  const variants = content.variants.map((html) => `${heading}\n\n${html}`);
  const isOne =
    !content.variants.includes('') &&
    variants.every(({ length }) => length + chat.title.length <= longestText(content.kind));
  if (!isOne) reply('title', { title: chat.title }, [], { replyTo: to.replyTo });
  await say({ content: isOne ? { ...content, variants } : content, user: authorOf(message), to }, asking);
}

/** The rules, or where they are shown (RUL-2, RUL-3). Admins see the source with `noformat`. */
export const ruleBook = rules.command({
  name: 'rules',
  in: 'connected',
  disableable: true,
  args: { source: arg.text().optional() },
  async run(context) {
    const { args, chat, message, members, settings, act, reply } = context;
    const { content, isPrivate } = settings;
    if (!content) throw new UserError('none', { title: chat.title });
    const to = answerTo(message);
    if (args.source?.toLowerCase() === 'noformat') {
      if (message.sender.kind !== 'anonymous-admin' && !(await members.isAdmin(message.userId)))
        throw new UserError('kit.admins-only');
      for (const { method, params } of prepareSource(content, to)) act.send(method, params, { to: to.chat });
    } else if (isPrivate && to.chat === chat.id) {
      reply('in-private', {}, rulesButton(context), { replyTo: to.replyTo });
    } else await show(context);
  },
});

/** For members, in private (RUL-4). */
export const link = rules.link({
  prefix: 'rules_',
  chatOf: (payload) => (/^-\d{1,16}$/.test(payload) ? Number(payload) : undefined),
  run: show,
});
