import { arg, type Command, type Message, UserError, z } from '@alita/kit';
import { misc } from './module.ts';
import { LANGUAGE_CODE, type Translator } from './translator.ts';

/** As long as a text may be: it travels in an address. */
const LONGEST = 1_500;
/** Where a language has more to say than another, its message still has to fit. */
const LONGEST_SHOWN = 3_500;
/** Whoever answers has limits of its own, and this chat waits while it is asked. */
const PER_MINUTE = 10;
const MINUTE_MS = 60_000;

const languageNames = (language: string) => new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });

/** The code of a language that exists, as the translator writes it. */
function languageOf(code: string): string {
  const canonical = LANGUAGE_CODE.test(code) ? Intl.getCanonicalLocales(code)[0] : undefined;
  if (!canonical || !languageNames('en').of(canonical)) throw new UserError('tr-no-language', { word: code });
  return canonical;
}

/** What is to be translated: the message replied to, or the part of it that is quoted; else what was typed. */
function sourceOf({ replyTo, quote }: Message, typed: string | undefined): string {
  const text = replyTo ? (quote ?? replyTo.text) : typed;
  if (!text) throw new UserError(replyTo ? 'tr-nothing-there' : 'tr-nothing');
  if (text.length > LONGEST) throw new UserError('tr-too-long', { max: LONGEST });
  return text;
}

/** Into the language named, English when only a message is replied to. */
export const tr = (translate: Translator | undefined): Command =>
  misc.command({
    name: 'tr',
    synonyms: ['translate'],
    in: 'any',
    disableable: true,
    args: { language: arg.word().optional(), text: arg.text().optional() },
    async run({ args, message, now, windows, t, reply, note }) {
      if (!translate) throw new UserError('tr-off');
      if (!args.language && !message.replyTo) throw new UserError('tr-how');
      const to = languageOf(args.language ?? 'en');
      const source = sourceOf(message, args.text);

      const since = now.getTime() - MINUTE_MS;
      const lately = ((await windows.read('translated', z.array(z.number()))) ?? []).filter((at) => at > since);
      if (lately.length >= PER_MINUTE) throw new UserError('tr-enough', { max: PER_MINUTE });
      windows.write('translated', [...lately, now.getTime()], MINUTE_MS);

      const translated = await translate(source, to);
      if (!translated.ok) {
        note({ translated: translated.problem });
        return void reply('tr-failed', { why: translated.problem });
      }
      const { text, from } = translated;
      const shown = text.slice(0, LONGEST_SHOWN).toWellFormed();
      reply('tr-done', { language: languageNames(t.language).of(from) ?? from, text: shown });
    },
  });
