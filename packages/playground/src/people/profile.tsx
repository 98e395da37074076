import type { Act, AdminRight } from '@alita/simulator';
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { act } from '../state/api.ts';
import { moment, nameById, nameOf, roleOf } from '../state/names.ts';
import { become, chat, persona, standing, standingIn } from '../state/scene.ts';
import { type Chat, people, worldNow } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Dialog } from '../ui/dialog.tsx';

const shownId = signal<number | undefined>(undefined);

/** Shows who somebody is in the open chat, and what the persona may do with them there. */
export function openProfile(userId: number): void {
  if (people.value.has(userId)) shownId.value = userId;
}

const RIGHTS: readonly [AdminRight, string][] = [
  ['can_delete_messages', 'Delete messages'],
  ['can_restrict_members', 'Ban and restrict people'],
  ['can_invite_users', 'Invite people'],
  ['can_pin_messages', 'Pin messages'],
  ['can_change_info', 'Change name and picture'],
  ['can_promote_members', 'Make admins'],
  ['can_manage_topics', 'Manage topics'],
  ['is_anonymous', 'Stay anonymous'],
];

export function Profile() {
  const user = people.value.get(shownId.value ?? 0);
  const here = chat.value;
  if (!user || !here) return null;
  const member = here.members.value.get(user.id);
  const theirs = standingIn(here, user.id);
  const close = () => {
    shownId.value = undefined;
  };
  return (
    <Dialog title={nameOf(user)} onClose={close}>
      <div class="profile">
        <Avatar id={user.id} name={nameOf(user)} size={56} />
        <div>
          <p>
            {user.username ? `@${user.username} · ` : ''}
            <span class="mono">{user.id}</span>
          </p>
          <p>
            <span class={`badge ${theirs.status}`}>{roleOf(member, theirs.status)}</span> in {here.view.value.title}
            {theirs.until > 0 && `, until ${moment(theirs.until * 1000)}`}
          </p>
        </div>
      </div>
      {!user.is_bot && user.id !== persona.value.person && (
        <button
          type="button"
          class="button primary wide"
          onClick={() => {
            become({ person: user.id });
            close();
          }}
        >
          Be {user.first_name}
        </button>
      )}
      {here.view.value.type !== 'private' && user.id !== persona.value.person && (
        <Powers key={user.id} here={here} userId={user.id} />
      )}
    </Dialog>
  );
}

/** What the persona may do with a member: only what its own rights allow is offered. */
function Powers({ here, userId }: { here: Chat; userId: number }) {
  const mine = standing.value;
  const theirs = standingIn(here, userId);
  const on = { who: persona.value.person, chat: here.view.value.id, user: userId };
  const soon = Math.floor(worldNow() / 1000) + 3600;
  const offers: [text: string, deed: Act, offered: boolean][] = [
    ['Add to the group', { act: 'adds', ...on }, !theirs.isIn && theirs.status !== 'kicked'],
    ['Let in', { act: 'approves', ...on }, here.view.value.requests.includes(userId)],
    ['Mute for an hour', { act: 'restricts', ...on, permissions: {}, until: soon }, theirs.status === 'member'],
    [
      'Lift the restriction',
      { act: 'restricts', ...on, permissions: { ...here.view.value.permissions } },
      theirs.status === 'restricted',
    ],
    ['Ban', { act: 'bans', ...on }, theirs.isIn],
    ['Unban', { act: 'unbans', ...on }, theirs.status === 'kicked'],
  ];
  const isAdmin = mine?.isAdmin ?? false;
  const offered = offers.filter(([, , isOffered]) => isOffered);
  if (!isAdmin || theirs.status === 'creator')
    return (
      <p class="hint">
        {isAdmin ? 'Nobody can do anything to the owner.' : `${nameById(on.who)} is no admin here and can do nothing.`}
      </p>
    );
  return (
    <>
      <h3>As {nameById(on.who)}, without the bot</h3>
      <div class="actions start">
        {offered.map(([text, deed]) => (
          <button key={text} type="button" class="button" onClick={() => void act(deed)}>
            {text}
          </button>
        ))}
      </div>
      {mine?.has('can_promote_members') && theirs.isIn && <Rights here={here} on={on} />}
    </>
  );
}

function Rights({ here, on }: { here: Chat; on: { who: number; chat: number; user: number } }) {
  const current = standingIn(here, on.user);
  const [chosen, setChosen] = useState<ReadonlySet<AdminRight>>(
    () => new Set(RIGHTS.flatMap(([right]) => (current.has(right) ? [right] : []))),
  );
  return (
    <form
      class="rights"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ act: 'promotes', ...on, rights: [...chosen] });
      }}
    >
      <fieldset>
        <legend>Admin rights</legend>
        {RIGHTS.map(([right, text]) => (
          <label key={right}>
            <input type="checkbox" checked={chosen.has(right)} onChange={() => setChosen(toggled(chosen, right))} />
            {text}
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button">
        {chosen.size === 0 && current.isAdmin ? 'Take all rights away' : 'Save rights'}
      </button>
    </form>
  );
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  return new Set(set.has(item) ? [...set].filter((one) => one !== item) : [...set, item]);
}
