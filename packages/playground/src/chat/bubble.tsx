import type { PostView } from '@alita/simulator';
import type { Message, MessageOrigin } from '@grammyjs/types';
import { openProfile } from '../people/profile.tsx';
import { clockTime, nameById, nameOf, senderOf } from '../state/names.ts';
import { type Persona, persona } from '../state/scene.ts';
import type { Chat } from '../state/store.ts';
import { Avatar, hueOf } from '../ui/avatar.tsx';
import { Icon } from '../ui/icons.tsx';
import { messageMenu } from './deeds.ts';
import { Keyboard } from './keyboard.tsx';
import { Media } from './media.tsx';
import { gist, serviceText } from './service.ts';
import { Text } from './text.tsx';

interface BubbleProps {
  chat: Chat;
  post: PostView;
  /** Whether the message before is by the same sender, so that the name need not be said again. */
  continues: boolean;
  /** The newest one is where the keyboard enters the list. */
  isLast: boolean;
  onShow: (messageId: number) => void;
}

/** One message, as people see it; a deleted one faded, with who deleted it. */
export function Bubble({ chat, post, continues, isLast, onShow }: BubbleProps) {
  const { message, deleted } = post;
  const service = serviceText(message);
  const me = persona.value;
  const sender = senderOf(message);
  const isMine = me.as === undefined ? message.from?.id === me.person : message.sender_chat?.id === me.as;
  const time = clockTime(message.date * 1000);
  const menu = (x: number, y: number) => messageMenu(x, y, chat, post);
  const classes = [
    isMine ? 'mine' : '',
    deleted ? 'deleted' : '',
    continues ? 'continues' : '',
    service ? 'service' : '',
  ];

  return (
    <article
      class={`message ${classes.join(' ')}`}
      data-id={message.message_id}
      tabIndex={isLast ? 0 : -1}
      aria-label={`${sender.name}, ${time}${deleted ? ', deleted' : ''}`}
      onContextMenu={(event) => {
        event.preventDefault();
        menu(event.clientX, event.clientY);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
        const { left, top } = event.currentTarget.getBoundingClientRect();
        event.preventDefault();
        menu(left + 24, top + 24);
      }}
    >
      {service ? (
        <p>{service}</p>
      ) : (
        <>
          {!isMine && chat.view.value.type !== 'private' && (
            <span class="side">
              {!continues && <Avatar id={sender.id} name={sender.name} size={34} square={sender.id < 0} />}
            </span>
          )}
          <div class="bubble-box">
            <div class="bubble">
              {!isMine && !continues && <Sender message={message} />}
              {message.forward_origin && <p class="forwarded">Forwarded from {originName(message.forward_origin)}</p>}
              {message.reply_to_message && (
                <Quote message={message} onShow={() => onShow(message.reply_to_message?.message_id ?? 0)} />
              )}
              <Media post={post} chat={chat} persona={me} />
              {message.text !== undefined && <Text text={message.text} entities={message.entities} />}
              {message.caption !== undefined && <Text text={message.caption} entities={message.caption_entities} />}
              <p class="meta">
                {message.via_bot && <span>via @{message.via_bot.username}</span>}
                {message.edit_date && <span>edited</span>}
                <time>{time}</time>
              </p>
              <button
                type="button"
                class="icon-button more"
                tabIndex={-1}
                aria-label={`What to do with this message of ${sender.name}`}
                onClick={({ currentTarget }) => {
                  const { left, bottom } = currentTarget.getBoundingClientRect();
                  menu(left, bottom);
                }}
              >
                <Icon name="more" size={16} />
              </button>
            </div>
            <Reactions post={post} me={me} />
            {!deleted && <Keyboard message={message} chat={chat} />}
            {deleted && (
              <p class="fate">
                <Icon name="trash" size={13} /> deleted by {nameById(deleted.by)}
              </p>
            )}
          </div>
        </>
      )}
    </article>
  );
}

function Sender({ message }: { message: Message }) {
  const { id, name } = senderOf(message);
  const title = message.sender_tag ?? message.author_signature ?? (message.from?.is_bot && id > 0 ? 'bot' : undefined);
  return (
    <p class="sender">
      <button type="button" style={{ '--hue': hueOf(id) }} tabIndex={-1} onClick={() => openProfile(id)}>
        {name}
      </button>
      {title && <span class="title">{title}</span>}
    </p>
  );
}

function Quote({ message, onShow }: { message: Message; onShow: () => void }) {
  const { reply_to_message: replied, quote } = message;
  if (!replied || replied.forum_topic_created) return null;
  const sender = senderOf(replied as Message);
  return (
    <button type="button" class="quote" style={{ '--hue': hueOf(sender.id) }} tabIndex={-1} onClick={onShow}>
      <b>{sender.name}</b>
      <span>{quote?.text ?? gist(replied as Message)}</span>
    </button>
  );
}

function Reactions({ post: { reactions }, me }: { post: PostView; me: Persona }) {
  if (reactions.length === 0) return null;
  const groups = Map.groupBy(reactions, ({ reaction }) => (reaction.type === 'emoji' ? reaction.emoji : '⭐'));
  return (
    <ul class="reactions" aria-label="Reactions">
      {[...groups].map(([emoji, list]) => (
        <li key={emoji} class={list.some(({ user }) => user === me.person) ? 'own' : ''}>
          {emoji} {list.length > 1 && list.length}
        </li>
      ))}
    </ul>
  );
}

function originName(origin: MessageOrigin): string {
  switch (origin.type) {
    case 'user':
      return nameOf(origin.sender_user);
    case 'hidden_user':
      return origin.sender_user_name;
    case 'chat':
      return origin.sender_chat.title ?? 'a group';
    case 'channel':
      return origin.chat.title;
  }
}
