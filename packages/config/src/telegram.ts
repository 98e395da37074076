import { z } from 'zod';
import { flag, integer, list, text, url } from './fields.ts';
import { group } from './group.ts';

/** Only what talks to Telegram itself is given this group: ingress and sender. */
export const telegram = group(
  'Telegram',
  {
    BOT_TOKEN: text(/^\d{6,}:[\w-]{30,}$/, 'a token as @BotFather gives it (digits, a colon, 35 characters)').meta({
      description: 'The token of the bot. Only ingress and sender need it.',
      secret: true,
    }),
    API_SERVER: url('an http or https URL', 'http:', 'https:').default(new URL('https://api.telegram.org')).meta({
      description: 'A Bot API server of your own; a path prefix is kept.',
      example: 'https://api.telegram.org',
    }),
  },
  ({ BOT_TOKEN, API_SERVER }) => ({
    botToken: BOT_TOKEN,
    botId: Number(BOT_TOKEN.split(':')[0]),
    /** Without trailing slash, user info, query and fragment. */
    apiServer: `${API_SERVER.origin}${API_SERVER.pathname.replace(/\/+$/, '')}`,
  }),
);

/** Telegram wants https; plain http is for a simulator on this machine. */
const ORIGIN = /^(https:\/\/[\w.-]+|http:\/\/(127\.0\.0\.1|localhost))(:\d{1,5})?$/;

/** How updates come in. */
export const intake = group(
  'Intake',
  {
    USE_WEBHOOKS: flag()
      .default(false)
      .meta({ description: 'Telegram delivers to a webhook; otherwise ingress asks for updates.', example: 'false' }),
    WEBHOOK_DOMAIN: text(ORIGIN, 'an https origin such as https://bot.example.org (no path, no trailing slash)')
      .optional()
      .meta({
        description: 'Where the world reaches ingress. Needed with USE_WEBHOOKS.',
        example: 'https://bot.example.org',
      }),
    WEBHOOK_SECRET: text(/^[\w-]{1,256}$/, '1 to 256 letters, digits, "_" or "-"')
      .optional()
      .meta({ description: 'Proves that a delivery comes from Telegram. Needed with USE_WEBHOOKS.', secret: true }),
    DROP_PENDING_UPDATES: flag()
      .default(false)
      .meta({ description: 'Discards what waits at Telegram when the bot starts after a pause.', example: 'false' }),
  },
  ({ USE_WEBHOOKS, WEBHOOK_DOMAIN, WEBHOOK_SECRET, DROP_PENDING_UPDATES }) => ({
    webhook:
      USE_WEBHOOKS && WEBHOOK_DOMAIN && WEBHOOK_SECRET ? { domain: WEBHOOK_DOMAIN, secret: WEBHOOK_SECRET } : undefined,
    dropPending: DROP_PENDING_UPDATES,
  }),
  ({ USE_WEBHOOKS }) =>
    flag().safeParse(USE_WEBHOOKS).data ? { WEBHOOK_DOMAIN: 'needed', WEBHOOK_SECRET: 'needed' } : {},
);

/** Who the bot belongs to. */
export const ownership = group(
  'Ownership',
  {
    OWNER_ID: integer({ min: 1 }).meta({ description: 'Your own user id: the highest staff level.' }),
    MESSAGE_DUMP: integer({ max: -1 }).meta({
      description: 'Id of the chat that receives start-up notices (negative).',
      example: '-1001234567890',
    }),
  },
  ({ OWNER_ID, MESSAGE_DUMP }) => ({ ownerId: OWNER_ID, dumpChat: MESSAGE_DUMP }),
);

/** Languages people can choose, out of those that are shipped. */
export const locales = <const L extends string>(shipped: readonly L[]) =>
  group(
    'Languages',
    {
      ENABLED_LOCALES: list(shipped)
        .default([...shipped])
        .meta({
          description: 'Languages offered, separated by commas; all that are shipped when not set.',
          example: 'en,es',
        }),
    },
    ({ ENABLED_LOCALES }) => ({ locales: ENABLED_LOCALES }),
  );

/** Where texts are put into other languages. */
export const translation = group(
  'Translation',
  {
    TRANSLATE_URL: z
      .union([z.literal('off'), url('an http(s) URL', 'http:', 'https:')], 'expected an http(s) URL or off')
      .default(new URL('https://clients5.google.com/translate_a/t?client=dict-chrome-ex'))
      .meta({
        description:
          'What /tr asks, with sl, tl and q added; answers [["text", "language it was in"]]. "off" switches it off.',
        example: 'https://clients5.google.com/translate_a/t?client=dict-chrome-ex',
      }),
  },
  ({ TRANSLATE_URL }) => ({ translateUrl: TRANSLATE_URL === 'off' ? undefined : TRANSLATE_URL.href }),
);

const webAddress = () => url('an https URL', 'https:').optional();

/** Where the bot's help points to. */
export const links = group(
  'Links',
  {
    NEWS_URL: webAddress().meta({
      description: 'A channel with news of this bot; shown in its help when set.',
      example: 'https://t.me/my_bot_news',
    }),
    SUPPORT_URL: webAddress().meta({
      description: 'A group in which questions are answered; shown in its help when set.',
      example: 'https://t.me/my_bot_support',
    }),
    TRANSLATION_URL: webAddress().meta({
      description: 'Where people can help to translate; shown with the languages when set.',
      example: 'https://translate.example.org/my-bot',
    }),
    DONATION_URL: webAddress().meta({
      description: 'Where people can give something; shown by /donate when set.',
      example: 'https://donate.example.org/my-bot',
    }),
  },
  ({ NEWS_URL, SUPPORT_URL, TRANSLATION_URL, DONATION_URL }) => ({
    links: {
      news: NEWS_URL?.href,
      support: SUPPORT_URL?.href,
      translate: TRANSLATION_URL?.href,
      donate: DONATION_URL?.href,
    },
  }),
);
