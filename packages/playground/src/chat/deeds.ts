import type { PostView } from '@alita/simulator';
import { signal } from '@preact/signals';
import { act } from '../state/api.ts';
import { addressOf, drafting, persona, standing } from '../state/scene.ts';
import { type Deed, deedsFor } from '../state/standing.ts';
import type { Chat } from '../state/store.ts';
import type { IconName } from '../ui/icons.tsx';
import { type MenuItem, openMenu } from '../ui/menu.tsx';
import { serviceText } from './service.ts';

/** The message that is about to be forwarded: where to is being asked. */
export const forwarding = signal<{ chat: Chat; post: PostView } | undefined>(undefined);
/** The message whose data is shown. */
export const inspected = signal<PostView | undefined>(undefined);

const SHOWN: Readonly<Record<Deed, [text: string, icon: IconName]>> = {
  reply: ['Reply', 'reply'],
  react: ['Like', 'smile'],
  forward: ['Forward', 'forward'],
  edit: ['Edit', 'edit'],
  pin: ['Pin', 'pin'],
  delete: ['Delete', 'trash'],
};

/** Opens what this persona may do with a message. */
export function messageMenu(x: number, y: number, chat: Chat, post: PostView): void {
  const here = standing.value;
  if (!here) return;
  const isGone = post.deleted !== undefined || serviceText(post.message) !== undefined;
  const deeds = isGone ? [] : deedsFor(chat.view.value, here, persona.value.person, post.message);
  const items = deeds.map((deed): MenuItem => {
    const [text, icon] = SHOWN[deed];
    return { text, icon, danger: deed === 'delete', run: () => perform(deed, chat, post) };
  });
  const data: MenuItem = {
    text: 'Show as data',
    icon: 'eye',
    run: () => {
      inspected.value = post;
    },
  };
  openMenu(x, y, 'Message', [...items, data]);
}

function perform(deed: Deed, chat: Chat, post: PostView): void {
  const { message_id: messageId } = post.message;
  const on = { who: persona.value.person, chat: addressOf(chat), messageId };
  const liked = post.reactions.some(({ user }) => user === on.who);
  const run: Record<Deed, () => void> = {
    reply: () => {
      drafting.value = { kind: 'reply', messageId };
    },
    edit: () => {
      drafting.value = { kind: 'edit', messageId };
    },
    forward: () => {
      forwarding.value = { chat, post };
    },
    react: () => void act({ act: 'reacts', ...on, emoji: liked ? [] : ['👍'] }),
    pin: () => void act({ act: 'pins', ...on }),
    delete: () => void act({ act: 'deletes', ...on }),
  };
  run[deed]();
}
