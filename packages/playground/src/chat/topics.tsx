import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { act, shown, steer } from '../state/api.ts';
import { addressOf, persona, standing, topic } from '../state/scene.ts';
import type { Chat } from '../state/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { openMenu } from '../ui/menu.tsx';
import { Tabs } from '../ui/tabs.tsx';

/** The General topic's number; the page knows it as no topic at all. */
export const GENERAL = 1;

/** A forum's topics as tabs, and what may be done about them. */
export function Topics({ here }: { here: Chat }) {
  const { topics } = here.view.value;
  const [naming, setNaming] = useState<'new' | 'other'>();
  const open = topic.value ?? GENERAL;
  const current = topics.find(({ id }) => id === open) ?? { id: GENERAL, name: 'General', closed: false };
  const on = { who: persona.value.person, chat: addressOf(here) };

  function choose({ currentTarget }: { currentTarget: HTMLElement }): void {
    const { left, bottom } = currentTarget.getBoundingClientRect();
    openMenu(left, bottom, 'Topics', [
      { text: 'New topic', icon: 'add', run: () => setNaming('new') },
      { text: 'Rename this one', icon: 'edit', run: () => setNaming('other') },
      current.closed
        ? { text: 'Open it again', icon: 'lock', run: () => void act({ act: 'reopensTopic', ...on, topic: open }) }
        : { text: 'Close it', icon: 'lock', run: () => void act({ act: 'closesTopic', ...on, topic: open }) },
    ]);
  }

  async function name(text: string): Promise<void> {
    setNaming(undefined);
    if (naming === 'other') await act({ act: 'renamesTopic', ...on, topic: open, name: text });
    else topic.value = (await shown(steer('act', { act: 'opensTopic', ...on, name: text })))?.id ?? topic.value;
  }

  const others = topics.filter(({ id }) => id !== GENERAL);
  const general = topics.find(({ id }) => id === GENERAL) ?? { id: GENERAL, name: 'General', closed: false };
  return (
    <div class="topics">
      <Tabs
        label="Topics"
        controls="topic"
        active={open}
        tabs={[general, ...others].map(({ id, name: text, closed }) => ({
          id,
          text: closed ? `${text} (closed)` : text,
        }))}
        onSelect={(id) => {
          topic.value = id === GENERAL ? undefined : id;
        }}
      />
      {standing.value?.has('can_manage_topics') && (
        <button
          type="button"
          class="icon-button"
          aria-label="Topics: new, rename, close"
          aria-haspopup="menu"
          onClick={choose}
        >
          <Icon name="more" />
        </button>
      )}
      {naming && (
        <Naming
          title={naming === 'new' ? 'New topic' : `Rename “${current.name}”`}
          value={naming === 'new' ? '' : current.name}
          onName={(text) => void name(text)}
          onClose={() => setNaming(undefined)}
        />
      )}
    </div>
  );
}

interface NamingProps {
  title: string;
  value: string;
  onName: (name: string) => void;
  onClose: () => void;
}

function Naming({ title, value, onName, onClose }: NamingProps) {
  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    onName(String(new FormData(event.currentTarget).get('name')).trim());
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <label>
          Name
          <input class="field" name="name" required maxLength={128} defaultValue={value} autocomplete="off" />
        </label>
        <div class="actions">
          <button type="submit" class="button primary">
            Name it so
          </button>
        </div>
      </form>
    </Dialog>
  );
}
