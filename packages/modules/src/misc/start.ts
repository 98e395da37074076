import { misc } from './module.ts';

export const start = misc.command({
  name: 'start',
  in: 'any',
  run({ chat, actor, me, reply }) {
    const url = `https://t.me/${me.username}`;
    if (chat.type === 'private')
      reply('hello', { name: actor.name }, [{ label: 'misc.button-add', url: `${url}?startgroup=botstart` }]);
    else reply('hello-group', {}, [{ label: 'misc.button-private', url: `${url}?start` }]);
  },
});
