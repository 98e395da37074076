import { arg, type Button, type Context, type LanguageSettings, UserError, z } from '@alita/kit';
import { languages } from './module.ts';
import { flagOf, languageNamed, nativeName } from './rules.ts';

interface Use {
  readonly offered: readonly string[];
  readonly configure: Context<unknown, z.infer<typeof LanguageSettings>>['configure'];
}

const shownAs = (language: string) => ({ name: nativeName(language), flag: flagOf(language) });

async function choose(language: string | undefined, { offered, configure }: Use): Promise<string> {
  if (language === undefined || !offered.includes(language)) throw new UserError('not-offered');
  await configure({ language });
  return language;
}

/** Under the help of languages. */
export const change = languages.callback({
  name: 'change',
  data: z.object({}),
  needs: { actor: 'admin' },
  run({ languages: offered, t, edit }) {
    edit('current', shownAs(t.language), picker(offered, t.language, pick));
  },
});

/** A button of the picker. */
const pickFor = (name: string, place: 'here' | 'connected') =>
  languages.callback({
    name,
    data: z.object({ l: z.string() }),
    needs: { actor: 'admin' },
    in: place,
    async run({ data, languages: offered, configure, message, toast, edit }) {
      const said = shownAs(await choose(data.l, { offered, configure }));
      if (message) edit('chosen', said);
      else toast('chosen', said);
    },
  });

/** For the chat it is shown in. */
export const pick = pickFor('pick', 'here');
/** In private, for the group one is connected to. */
export const pickForGroup = pickFor('pick-group', 'connected');

/** Every language there is, two in a row, the one that holds with a mark. */
function picker(offered: readonly string[], current: string, choice: typeof pick): Button[][] {
  const key = (language: string) => (language === current ? 'button-current' : 'button-pick');
  const buttons = offered.map((l) => choice.button({ l }, { key: key(l), params: shownAs(l) }));
  return Array.from({ length: Math.ceil(buttons.length / 2) }, (_, row) => buttons.slice(2 * row, 2 * row + 2));
}

/** Shows the language and the picker, or sets the language that is named. */
const languageCommand = (name: string, choice: typeof pick, translate?: string, synonyms: readonly string[] = []) =>
  languages.command({
    name,
    synonyms,
    in: choice.in === 'here' ? 'any' : 'connected',
    needs: { actor: 'admin' },
    args: { language: arg.text().optional() },
    async run({ args: { language }, settings, languages: offered, configure, reply, t }) {
      if (language !== undefined)
        return void reply('chosen', shownAs(await choose(languageNamed(language, offered), { offered, configure })));
      const current = settings.language ?? (choice.in === 'here' ? t.language : 'en');
      const help: Button[] = translate ? [{ label: 'languages.button-translate', url: translate }] : [];
      reply('current', shownAs(current), [...picker(offered, current, choice), help]);
    },
  });

export const lang = (translate?: string) => languageCommand('lang', pick, translate, ['language', 'setlang']);
export const grouplang = (translate?: string) => languageCommand('grouplang', pickForGroup, translate);
