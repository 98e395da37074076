import { shown, steer } from '../state/api.ts';
import { become, open, persona } from '../state/scene.ts';
import { bots } from '../state/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { fieldsOf, type Submit, textOf } from '../ui/form.ts';

/** Asks for a person and becomes them. */
export function NewPerson({ onClose }: { onClose: () => void }) {
  async function add(event: Submit): Promise<void> {
    const fields = fieldsOf(event);
    const username = textOf(fields, 'username').replace(/^@/, '');
    const added = await shown(
      steer('addPerson', {
        firstName: textOf(fields, 'name'),
        premium: fields.has('premium'),
        ...(username ? { username } : {}),
      }),
    );
    if (added) become({ person: added.id });
    onClose();
  }
  return (
    <Dialog title="New person" onClose={onClose}>
      <form class="form" onSubmit={(event) => void add(event)}>
        <label>
          Name
          <input class="field" name="name" required maxLength={64} autocomplete="off" />
        </label>
        <label>
          Username, if any
          <input class="field" name="username" pattern="@?[A-Za-z][A-Za-z0-9_]{3,31}" autocomplete="off" />
        </label>
        <label class="check">
          <input type="checkbox" name="premium" /> Has Telegram Premium
        </label>
        <SubmitButton text="Be this person" />
      </form>
    </Dialog>
  );
}

/** Asks for a group, founded by the persona. */
export function NewGroup({ onClose }: { onClose: () => void }) {
  async function add(event: Submit): Promise<void> {
    const fields = fieldsOf(event);
    const kind = textOf(fields, 'kind');
    const added = await shown(
      steer('addChat', {
        title: textOf(fields, 'title'),
        type: kind === 'group' || kind === 'channel' ? kind : 'supergroup',
        forum: kind === 'forum',
        joinByRequest: fields.has('request'),
        owner: persona.value.person,
        admins: fields.has('bot') ? bots.value.slice(0, 1).map(({ id }) => id) : [],
      }),
    );
    if (added) open(String(added.id));
    onClose();
  }
  return (
    <Dialog title="New group" onClose={onClose}>
      <form class="form" onSubmit={(event) => void add(event)}>
        <label>
          Name
          <input class="field" name="title" required maxLength={128} autocomplete="off" />
        </label>
        <label>
          Kind
          <select class="field" name="kind">
            <option value="supergroup">Supergroup</option>
            <option value="forum">Forum with topics</option>
            <option value="group">Basic group</option>
            <option value="channel">Channel</option>
          </select>
        </label>
        <label class="check">
          <input type="checkbox" name="bot" defaultChecked /> The bot is an admin there
        </label>
        <label class="check">
          <input type="checkbox" name="request" /> People have to ask to be let in
        </label>
        <SubmitButton text="Found it" />
      </form>
    </Dialog>
  );
}

function SubmitButton({ text }: { text: string }) {
  return (
    <div class="actions">
      <button type="submit" class="button primary">
        {text}
      </button>
    </div>
  );
}
