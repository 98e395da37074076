import { useState } from 'preact/hooks';
import { nameOf, roleOf } from '../state/names.ts';
import { become, bot, chat, type Persona, persona, persons, standingIn } from '../state/scene.ts';
import { chats } from '../state/store.ts';
import { theme, toggleTheme } from '../state/theme.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icons.tsx';
import { ChatList } from './chats.tsx';
import { NewPerson } from './new.tsx';

/** More people than this are listed only when looked for. */
const LISTED = 8;

/** Left: who one is and where. */
export function Who() {
  return (
    <aside class="pane who" aria-label="Who and where">
      <header class="brand">
        <img src="/icon.svg" alt="" width="30" height="30" />
        <h1>
          Playground
          <small>{bot.value ? `with @${bot.value.username}` : 'no bot yet'}</small>
        </h1>
        <button
          type="button"
          class="icon-button"
          aria-label={theme.value === 'dark' ? 'Light colours' : 'Dark colours'}
          onClick={toggleTheme}
        >
          <Icon name={theme.value === 'dark' ? 'sun' : 'moon'} />
        </button>
      </header>
      <div class="scroll">
        <People />
        <ChatList />
      </div>
    </aside>
  );
}

function People() {
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const everyone = persons.value;
  const wanted = search.trim().toLowerCase();
  const listed = wanted
    ? everyone.filter((user) => `${nameOf(user)} ${user.username ?? ''} ${user.id}`.toLowerCase().includes(wanted))
    : everyone;
  const active = everyone.find(({ id }) => id === persona.value.person);
  const top = listed.slice(0, LISTED);
  const rows = active && !wanted && !top.includes(active) ? [...top, active] : top;
  return (
    <section aria-labelledby="who-title">
      <div class="section-head">
        <h2 id="who-title">You are</h2>
        <button type="button" class="icon-button" aria-label="New person" onClick={() => setAdding(true)}>
          <Icon name="add" />
        </button>
      </div>
      {everyone.length > LISTED && (
        <input
          type="search"
          class="field"
          placeholder={`Find among ${everyone.length} people`}
          aria-label="Find a person"
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      )}
      <ul class="rows">
        {rows.map((user) => (
          <PersonaRow key={user.id} persona={{ person: user.id }} name={nameOf(user)} id={user.id} />
        ))}
        {!wanted && channels().map((one) => <PersonaRow key={one.id} {...one} />)}
      </ul>
      {listed.length === 0 && <p class="hint">Nobody of that name.</p>}
      {isAdding && <NewPerson onClose={() => setAdding(false)} />}
    </section>
  );
}

interface RowProps {
  persona: Persona;
  name: string;
  id: number;
}

/** Public channels: their owners can speak as them. */
function channels(): RowProps[] {
  return [...chats.value.values()].flatMap(({ view, members }) => {
    const { type, username, id, title } = view.value;
    const owner = [...members.value.values()].find(({ status }) => status === 'creator')?.user.id;
    return type === 'channel' && username && owner !== undefined
      ? [{ persona: { person: owner, as: id }, name: title, id }]
      : [];
  });
}

function PersonaRow({ persona: { person, as }, name, id }: RowProps) {
  const here = chat.value;
  const isActive = persona.value.person === person && persona.value.as === as;
  const status = here && standingIn(here, person).status;
  const role = as === undefined ? status && here && roleOf(here.members.value.get(person), status) : 'channel';
  const isPrivate = here?.view.value.type === 'private';
  return (
    <li>
      <button
        type="button"
        class="row"
        aria-pressed={isActive}
        onClick={() => become(as === undefined ? { person } : { person, as })}
      >
        <Avatar id={id} name={name} size={32} square={as !== undefined} />
        <span class="row-text">{name}</span>
        {role && !(isPrivate && as === undefined) && <span class={`badge ${as ? 'quiet' : status}`}>{role}</span>}
      </button>
    </li>
  );
}
