import type { PostView } from '@alita/simulator';
import { useMemo } from 'preact/hooks';
import { NextStep } from '../guide/guide.tsx';
import { act } from '../state/api.ts';
import { moment, nameById } from '../state/names.ts';
import { addressOf, chat, pane, persona, standing, startBot, suggestion, topic } from '../state/scene.ts';
import type { Chat } from '../state/store.ts';
import { postOf } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icons.tsx';
import { Composer } from './composer.tsx';
import { Messages } from './messages.tsx';
import { gist } from './service.ts';
import { GENERAL, Topics } from './topics.tsx';

/** Middle: the chat as its people know it. */
export function ChatPane() {
  const here = chat.value;
  return (
    <main class="pane chat" aria-label="Chat">
      {here ? (
        <Room key={here.key} here={here} />
      ) : (
        <div class="empty">
          <Icon name="chat" size={40} />
          <p>Waiting for the simulator …</p>
        </div>
      )}
    </main>
  );
}

function Room({ here }: { here: Chat }) {
  const { forum, pinned } = here.view.value;
  const all = here.posts.value;
  const open = forum ? topic.value : undefined;
  const posts = useMemo(
    () => (forum ? all.filter((post) => topicOf(post) === (open ?? GENERAL)) : all),
    [all, open, forum],
  );
  const pin = pinned[0] === undefined ? undefined : postOf(here, pinned[0]);
  return (
    <>
      <Head here={here} />
      <NextStep />
      {forum && <Topics here={here} />}
      {pin && (
        <p class="pinned">
          <Icon name="pin" size={16} />
          <b>Pinned</b>
          <span>{gist(pin.message)}</span>
        </p>
      )}
      {forum ? (
        <div id="topic" class="topic" role="tabpanel" aria-labelledby={`topic-tab-${open ?? GENERAL}`}>
          <Messages key={open ?? GENERAL} chat={here} posts={posts} />
        </div>
      ) : (
        <Messages chat={here} posts={posts} />
      )}
      <Foot here={here} />
    </>
  );
}

function topicOf({ message }: PostView): number {
  return message.is_topic_message ? (message.message_thread_id ?? GENERAL) : GENERAL;
}

function Head({ here }: { here: Chat }) {
  const { private: two, title, id, type, slowMode } = here.view.value;
  const name = two ? nameById(two.bot) : title;
  const count = [...here.members.value.values()].filter(
    (member) => !['left', 'kicked'].includes(member.status) && !(member.status === 'restricted' && !member.is_member),
  ).length;
  const isIn = standing.value?.isIn ?? false;
  const on = { who: persona.value.person, chat: addressOf(here) };
  return (
    <header class="head">
      <button
        type="button"
        class="icon-button narrow-only"
        aria-label="Back to the chats"
        onClick={() => {
          pane.value = 'who';
        }}
      >
        <Icon name="back" size={20} />
      </button>
      <Avatar id={two?.bot ?? id} name={name} size={40} square={!two} />
      <div class="head-text">
        <h2>{name}</h2>
        <p>
          {two ? 'bot' : `${count} ${type === 'channel' ? 'subscribers' : 'members'}`}
          {slowMode > 0 && ` · slow mode ${slowMode} s`}
        </p>
      </div>
      {two ? (
        <button type="button" class="button quiet" onClick={() => void act({ act: 'stops', ...on })}>
          Stop the bot
        </button>
      ) : (
        isIn && (
          <button type="button" class="button quiet" onClick={() => void act({ act: 'leaves', ...on })}>
            Leave
          </button>
        )
      )}
    </header>
  );
}

/** The message box, or why there is none and what to do about it. */
function Foot({ here }: { here: Chat }) {
  const { type, joinByRequest, requests, private: two } = here.view.value;
  const mine = standing.value;
  const { person } = persona.value;
  const on = { who: person, chat: addressOf(here) };
  const name = nameById(person);
  if (!mine) return null;
  if (two && here.members.value.get(two.bot)?.status === 'kicked')
    return <Bar text={`${name} stopped the bot.`} button="Start again" onClick={() => void startBot()} />;
  if (mine.status === 'kicked')
    return <Bar text={`${name} is banned here${mine.until ? ` until ${moment(mine.until * 1000)}` : ''}.`} />;
  if (!mine.isIn && requests.includes(person)) return <Bar text={`${name} asked to be let in and waits.`} />;
  if (!mine.isIn && joinByRequest)
    return (
      <Bar
        text="People are let in on request."
        button="Request to join"
        onClick={() => void act({ act: 'requests', ...on })}
      />
    );
  if (!mine.isIn)
    return <Bar text={`${name} is not here.`} button="Join" onClick={() => void act({ act: 'joins', ...on })} />;
  if (type === 'channel' && !mine.has('can_post_messages')) return <Bar text="Only admins write here." />;
  if (!mine.may('can_send_messages'))
    return <Bar text={`${name} may not write here${mine.until ? ` until ${moment(mine.until * 1000)}` : ''}.`} />;
  return (
    <>
      <Composer chat={here} />
      <ReplyKeyboard here={here} />
    </>
  );
}

function Bar({ text, button, onClick }: { text: string; button?: string; onClick?: () => void }) {
  return (
    <div class="bar">
      <p>{text}</p>
      {button && (
        <button type="button" class="button primary" onClick={onClick}>
          {button}
        </button>
      )}
    </div>
  );
}

/** The keyboard a bot offers instead of typing, until it takes it away. */
function ReplyKeyboard({ here }: { here: Chat }) {
  const keyboard = here.posts.value.findLast((post) => post.keyboard && !post.deleted)?.keyboard;
  if (!keyboard || !('keyboard' in keyboard)) return null;
  return (
    <div class="reply-keyboard">
      {keyboard.keyboard.flat().map((button) => {
        const text = typeof button === 'string' ? button : button.text;
        return (
          <button
            key={text}
            type="button"
            class="button"
            onClick={() => {
              suggestion.value = text;
            }}
          >
            {text}
          </button>
        );
      })}
    </div>
  );
}
