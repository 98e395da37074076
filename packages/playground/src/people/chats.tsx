import type { Message } from '@grammyjs/types';
import { useState } from 'preact/hooks';
import { gist, serviceText } from '../chat/service.ts';
import { nameById, senderOf } from '../state/names.ts';
import { bot, chat, open, persona, standingIn, startBot, unread } from '../state/scene.ts';
import { type Chat, chats } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icons.tsx';
import { NewGroup } from './new.tsx';

/** The chats of the persona, then those it could join. */
export function ChatList() {
  const [isAdding, setAdding] = useState(false);
  const { person } = persona.value;
  const all = [...chats.value.values()].filter(({ view }) => view.value.migratedTo === undefined);
  const isTheirs = (one: Chat) =>
    one.view.value.private ? one.view.value.private.person === person : standingIn(one, person).isIn;
  const theirs = all.filter(isTheirs);
  const others = all.filter((one) => !isTheirs(one) && !one.view.value.private);
  const hasBot = theirs.some(({ view }) => view.value.private);
  return (
    <section aria-labelledby="chats-title">
      <div class="section-head">
        <h2 id="chats-title">Chats</h2>
        <button type="button" class="icon-button" aria-label="New group" onClick={() => setAdding(true)}>
          <Icon name="add" />
        </button>
      </div>
      <ul class="rows">
        {theirs.map((one) => (
          <ChatRow key={one.key} one={one} />
        ))}
        {!hasBot && bot.value && (
          <li>
            <button type="button" class="row" onClick={() => void startBot()}>
              <Avatar id={bot.value.id} name={bot.value.first_name} size={40} />
              <span class="row-text">
                {bot.value.first_name}
                <small>Start a private chat</small>
              </span>
            </button>
          </li>
        )}
      </ul>
      {others.length > 0 && (
        <>
          <h3 class="minor">{nameById(person)} is not in</h3>
          <ul class="rows">
            {others.map((one) => (
              <ChatRow key={one.key} one={one} />
            ))}
          </ul>
        </>
      )}
      {isAdding && <NewGroup onClose={() => setAdding(false)} />}
    </section>
  );
}

function ChatRow({ one }: { one: Chat }) {
  const { view, posts } = one;
  const { private: two, title, id, type } = view.value;
  const name = two ? nameById(two.bot) : title;
  const last = posts.value.at(-1);
  const count = unread(one);
  return (
    <li>
      <button
        type="button"
        class="row"
        aria-current={chat.value === one ? 'true' : undefined}
        onClick={() => open(one.key)}
      >
        <Avatar id={two?.bot ?? id} name={name} size={40} square={!two} />
        <span class="row-text">
          <span class="row-title">
            {name}
            {type === 'channel' && <Icon name="speaker" size={14} />}
            {view.value.joinByRequest && <Icon name="lock" size={14} />}
          </span>
          <small>{last ? lastLine(last.message) : 'Nothing yet'}</small>
        </span>
        {count > 0 && (
          <span class="unread">
            {count > 99 ? '99+' : count}
            <span class="hidden"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}

function lastLine(message: Message): string {
  return serviceText(message) ?? `${senderOf(message).name}: ${gist(message)}`;
}
