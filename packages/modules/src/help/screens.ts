import { type ActorContext, type Button, Html, mention, type Params, UserError, z } from '@alita/kit';
import type { About } from '../about.ts';
import { featureNamed, featureTexts, shownFeatures } from './feature-page.ts';
import { help } from './module.ts';

/** Who reads a screen, and what it is made of. */
export type Reader = Pick<ActorContext<unknown, unknown>, 'catalogue' | 't' | 'me' | 'actor'>;

/** What is shown in private at one place of the help. */
export interface Screen {
  readonly key: string;
  readonly params?: Params;
  readonly rows: Button[][];
}

const PER_ROW = 3;
const inRows = (buttons: Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / PER_ROW) }, (_, row) =>
    buttons.slice(row * PER_ROW, (row + 1) * PER_ROW),
  );

/** All screens of the help, and the button that leads from one to the next. */
export function createScreens({ links = {}, version = '' }: About) {
  const open = help.callback({
    name: 'open',
    data: z.object({ to: z.string() }),
    run({ data, chat, edit, catalogue, t, me, actor }) {
      const screen = screenAt(data.to, { catalogue, t, me, actor });
      if (!screen) throw new UserError('kit.button-invalid');
      if (chat.type !== 'private') throw new UserError('kit.private-only');
      edit(screen.key, screen.params, screen.rows);
    },
  });

  const to = (place: string, key: string): Button => open.button({ to: place }, { key });
  const link = (url: string | undefined, key: string): Button[] =>
    url === undefined ? [] : [{ label: `help.${key}`, url }];
  const addTo = ({ me }: Reader): Button => ({
    label: 'help.button-add',
    url: `https://t.me/${me.username}?startgroup=botstart`,
  });

  const places: Readonly<Record<string, (reader: Reader) => Screen>> = {
    start: (reader) => ({
      key: 'hello',
      params: { name: mention(reader.actor) },
      rows: [
        [to('about', 'button-about')],
        [addTo(reader), ...link(links.support, 'link-support')],
        [to('list', 'button-help')],
        [...(reader.catalogue.features.find(({ name }) => name === 'languages')?.helpButtons ?? [])],
      ],
    }),
    list: ({ actor, catalogue, t }) => ({
      key: 'list',
      params: { name: mention(actor) },
      rows: [
        ...inRows(
          shownFeatures(catalogue, t).map(({ feature }) => ({
            ...open.button({ to: `m.${feature.name}` }),
            label: `${feature.name}.name`,
          })),
        ),
        [to('start', 'button-back')],
      ],
    }),
    about: () => ({
      key: 'about',
      rows: [
        [to('me', 'button-me')],
        [...link(links.news, 'link-news'), ...link(links.support, 'link-support')],
        [to('guide1', 'button-guide')],
        [to('start', 'button-back')],
      ],
    }),
    me: ({ me }) => ({
      key: 'me',
      params: { username: me.username, version },
      rows: [[to('about', 'button-back')]],
    }),
    guide1: (reader) => ({ key: 'guide1', rows: [[addTo(reader)], [to('guide2', 'button-done')]] }),
    guide2: () => ({ key: 'guide2', rows: [[to('guide3', 'button-done')]] }),
    guide3: () => ({ key: 'guide3', rows: [[to('list', 'button-help')]] }),
  };

  function screenAt(place: string, reader: Reader): Screen | undefined {
    if (Object.hasOwn(places, place)) return places[place]?.(reader);
    const name = place.startsWith('m.') ? place.slice(2) : undefined;
    return name === undefined ? undefined : featureScreen(name, reader);
  }

  /** The page of the feature that a word means. */
  function featureScreen(word: string, { catalogue, t }: Reader): Screen | undefined {
    const feature = featureNamed(word, catalogue, t);
    if (!feature) return undefined;
    const around = [to('list', 'button-back'), to('start', 'button-home')];
    return { key: 'feature', params: featureTexts(feature, t), rows: [[...feature.helpButtons], around] };
  }

  const listScreen = (reader: Reader): Screen => places.list?.(reader) ?? { key: 'list', rows: [] };
  return { open, screenAt, featureScreen, listScreen, donate: link(links.donate, 'link-donate') };
}

/** A name of a feature as it is put into a sentence. */
export const featureTitle = (name: string, t: Reader['t']): Html => new Html(t(`${name}.name`));
