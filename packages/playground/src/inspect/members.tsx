import { useState } from 'preact/hooks';
import { openProfile } from '../people/profile.tsx';
import { act } from '../state/api.ts';
import { moment, nameById, nameOf, roleOf } from '../state/names.ts';
import { chat, persona, standing, standingIn } from '../state/scene.ts';
import type { Chat } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icons.tsx';

const ORDER = ['creator', 'administrator', 'restricted', 'member', 'kicked', 'left'] as const;
const STEP = 60;

/** Everybody of the open chat with rank, restrictions and their end; who asks to be let in first. */
export function Members() {
  const here = chat.value;
  const [count, setCount] = useState(STEP);
  if (!here || here.view.value.type === 'private')
    return (
      <div class="empty">
        <Icon name="group" size={36} />
        <p>A private chat has no members. Open a group to see who is who.</p>
      </div>
    );
  const all = [...here.members.value.values()]
    .map((member) => ({ member, standing: standingIn(here, member.user.id) }))
    .sort((a, b) => ORDER.indexOf(a.standing.status) - ORDER.indexOf(b.standing.status));
  return (
    <>
      <Requests here={here} />
      <ul class="rows members">
        {all.slice(0, count).map(({ member, standing: { status, until } }) => (
          <li key={member.user.id}>
            <button type="button" class="row" onClick={() => openProfile(member.user.id)}>
              <Avatar id={member.user.id} name={nameOf(member.user)} size={32} />
              <span class="row-text">
                {nameOf(member.user)}
                <small>{detail(here, member.user.id, until)}</small>
              </span>
              <span class={`badge ${status}`}>{roleOf(member, status)}</span>
            </button>
          </li>
        ))}
      </ul>
      {all.length > count && (
        <button type="button" class="button wide" onClick={() => setCount(count + STEP)}>
          Show {Math.min(STEP, all.length - count)} more of {all.length}
        </button>
      )}
    </>
  );
}

const WORDS: readonly [
  name: 'can_send_messages' | 'can_send_photos' | 'can_send_polls' | 'can_send_other_messages',
  word: string,
][] = [
  ['can_send_messages', 'text'],
  ['can_send_photos', 'pictures'],
  ['can_send_polls', 'polls'],
  ['can_send_other_messages', 'stickers'],
];
const POWERS = [
  ['can_delete_messages', 'deletes'],
  ['can_restrict_members', 'bans'],
  ['can_pin_messages', 'pins'],
  ['can_invite_users', 'invites'],
  ['can_promote_members', 'promotes'],
  ['can_change_info', 'edits the group'],
] as const;

/** Rights of admins, what others may not do, and until when. */
function detail(here: Chat, userId: number, until: number): string {
  const theirs = standingIn(here, userId);
  const end = until > 0 ? `until ${moment(until * 1000)}` : 'for good';
  if (theirs.status === 'creator') return 'may do everything';
  if (theirs.isAdmin)
    return POWERS.flatMap(([right, word]) => (theirs.has(right) ? [word] : [])).join(', ') || 'no rights but the name';
  if (theirs.status === 'kicked') return end;
  if (theirs.status !== 'restricted') return '';
  const missing = WORDS.flatMap(([permission, word]) => (theirs.may(permission) ? [] : [word]));
  return `no ${missing.length === WORDS.length ? 'messages at all' : missing.join(', ')}, ${end}`;
}

function Requests({ here }: { here: Chat }) {
  const { requests, id } = here.view.value;
  if (requests.length === 0) return null;
  const mayAnswer = standing.value?.has('can_invite_users') ?? false;
  return (
    <section class="card" aria-label="Requests to join">
      <h3>Asking to be let in</h3>
      <ul class="rows">
        {requests.map((user) => (
          <li key={user} class="row">
            <Avatar id={user} name={nameById(user)} size={32} />
            <span class="row-text">{nameById(user)}</span>
            {mayAnswer && (
              <>
                <button
                  type="button"
                  class="button"
                  onClick={() => void act({ act: 'approves', who: persona.value.person, chat: id, user })}
                >
                  Let in
                </button>
                <button
                  type="button"
                  class="button quiet"
                  onClick={() => void act({ act: 'declines', who: persona.value.person, chat: id, user })}
                >
                  Decline
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {!mayAnswer && <p class="hint">Become an admin who may invite to answer.</p>}
    </section>
  );
}
