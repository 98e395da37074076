import type { PostView } from '@alita/simulator';
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

  function show(messageId: number): void {
    const index = posts.findIndex(({ message }) => message.message_id === messageId);
    if (index >= 0) part.toIndex(index);
  }

  function move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...(list.current?.querySelectorAll<HTMLElement>('.message') ?? [])];
    const at = all.findIndex((element) => element === document.activeElement);
    if (!step) return;
    event.preventDefault();
    (at < 0 ? all.at(-1) : all[at + step])?.focus();
  }

  const acting = typing.value.filter((one) => one.chat === chat.key && one.until > Date.now());
  return (
    <div class="messages-box">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div
        ref={list}
        class="messages"
        role="log"
        aria-label="Messages"
        tabIndex={0}
        onScroll={part.onScroll}
        onKeyDown={move}
      >
        {posts.length === 0 && (
          <div class="empty">
            <Icon name="chat" size={36} />
            <p>No messages here yet.</p>
          </div>
        )}
        {posts.slice(start, end).map((post, i) => {
          const before = posts[start + i - 1];
          const isNewDay = dayOf(post.message.date * 1000) !== (before && dayOf(before.message.date * 1000));
          return [
            isNewDay && (
              <p key={`day-${post.message.message_id}`} class="day">
                {dayOf(post.message.date * 1000)}
              </p>
            ),
            <Bubble
              key={post.message.message_id}
              chat={chat}
              post={post}
              continues={!isNewDay && continues(before, post)}
              onShow={show}
            />,
          ];
        })}
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
