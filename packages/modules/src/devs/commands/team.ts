import { arg, Html, mention, UserError } from '@alita/kit';
import { nameOf } from '@alita/moderation';
import { devs } from '../module.ts';
import { privately } from '../privately.ts';
import type { GivenLevel } from '../store.ts';

/** `/adddev`, `/remdev` and their like: one level, given or taken. */
const levelCommand = (name: string, level: GivenLevel, holds: boolean) =>
  devs.command({
    name,
    in: 'any',
    needs: { actor: 'bot-owner' },
    args: { target: arg.member() },
    async run({ args: { target }, me, staff, store, ask, note, reply }) {
      if (target.isChat) throw new UserError('people-only');
      if (target.isBot || target.id === me.id) throw new UserError('no-bots');
      if ((await staff(target.id)) === 'owner') throw new UserError('is-owner');
      if (holds && !(await ask('getChat', { chat_id: target.id })).ok) throw new UserError('kit.refused.user-unknown');
      const said = { name: nameOf(target), level };
      if (!(await store.setLevel(target, level, holds)))
        throw new UserError(holds ? 'has-level' : 'has-no-level', said);
      note({ level, holds, about: target.id });
      reply(holds ? 'level-given' : 'level-taken', said);
    },
  });

export const addsudo = levelCommand('addsudo', 'sudo', true);
export const remsudo = levelCommand('remsudo', 'sudo', false);
export const adddev = levelCommand('adddev', 'dev', true);
export const remdev = levelCommand('remdev', 'dev', false);

export const teamusers = (ownerId: number | undefined) =>
  devs.command({
    name: 'teamusers',
    in: 'any',
    needs: { actor: 'team' },
    async run(context) {
      const { t, store } = context;
      const team = await store.team(ownerId);
      const list = team.map(({ level, person }) => t('devs.team-line', { level, name: mention(person) }));
      privately(context, team.length > 0 ? 'team' : 'team-empty', { list: new Html(list.join('\n')) });
    },
  });
