import type { PostView } from '@alita/simulator';
import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { dayOf, nameById, senderOf } from '../state/names.ts';
import { type Chat, typing } from '../state/store.ts';
import { Icon } from '../ui/icons.tsx';
import { Bubble } from './bubble.tsx';
import { serviceText } from './service.ts';
import { useWindow } from './window.ts';

const SAME_BREATH_S = 300;

/** A chat's messages, oldest above. Arrow keys go from one to the next, Enter opens what can be done with it. */
export function Messages({ chat, posts }: { chat: Chat; posts: readonly PostView[] }) {
  const list = useRef<HTMLDivElement>(null);
  const show = useRef((_messageId: number): void => {});
  // a message is drawn again only when it, or its place, changed
  const rows = useRef(
    new WeakMap<PostView, { before: number | undefined; isLast: boolean; shown: ComponentChildren }>(),
  );
  const part = useWindow(list, posts.length);
  const { start, end, follows } = part;
  useEffect(() => {
    // pictures and the message box change heights after a message was shown
    const element = list.current;
    if (!element || !follows) return;
    const observer = new ResizeObserver(() => {
      element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [follows]);

  show.current = (messageId) => {
    const index = posts.findIndex(({ message }) => message.message_id === messageId);
    if (index >= 0) part.toIndex(index);
  };

  function move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...(list.current?.querySelectorAll<HTMLElement>('.message') ?? [])];
    const at = all.findIndex((element) => element.matches(':focus'));
    if (!step) return;
    event.preventDefault();
    (at < 0 ? all.at(-1) : all[at + step])?.focus();
  }

  function row(post: PostView, before: PostView | undefined, isLast: boolean): ComponentChildren {
    const known = rows.current.get(post);
    if (known?.before === before?.message.message_id && known?.isLast === isLast) return known.shown;
    const { message_id: id, date } = post.message;
    const day = dayOf(date * 1000);
    const isNewDay = !before || dayOf(before.message.date * 1000) !== day;
    const shown = (
      <Fragment key={id}>
        {isNewDay && <p class="day">{day}</p>}
        <Bubble
          chat={chat}
          post={post}
          continues={!isNewDay && continues(before, post)}
          isLast={isLast}
          onShow={(messageId) => show.current(messageId)}
        />
      </Fragment>
    );
    rows.current.set(post, { before: before?.message.message_id, isLast, shown });
    return shown;
  }

  const acting = typing.value.filter((one) => one.chat === chat.key && one.until > Date.now());
  return (
    <div class="messages-box">
      <div ref={list} class="messages" role="log" aria-label="Messages" onScroll={part.onScroll} onKeyDown={move}>
        {posts.length === 0 && (
          <div class="empty">
            <Icon name="chat" size={36} />
            <p>No messages here yet.</p>
          </div>
        )}
        {posts.slice(start, end).map((post, i) => row(post, posts[start + i - 1], start + i === posts.length - 1))}
        {acting.map(({ bot, action }) => (
          <p key={bot} class="typing">
            {nameById(bot)} {action === 'typing' ? 'is typing' : 'is sending something'}
            <i />
          </p>
        ))}
      </div>
      {!follows && (
        <button type="button" class="to-end" onClick={part.toEnd} aria-label="To the newest message">
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

/** Whether a message goes on where the same sender stopped. */
function continues(before: PostView | undefined, { message }: PostView): boolean {
  if (!before || serviceText(before.message) || serviceText(message)) return false;
  const sameSender = senderOf(before.message).id === senderOf(message).id;
  return sameSender && message.date - before.message.date < SAME_BREATH_S;
}
