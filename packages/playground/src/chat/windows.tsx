import { act } from '../state/api.ts';
import { nameById } from '../state/names.ts';
import { addressOf, open, persona, standingIn } from '../state/scene.ts';
import { chats } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { forwarding, inspected } from './deeds.ts';

/** Asks where a message is forwarded to. */
export function Forwarding() {
  const from = forwarding.value;
  if (!from) return null;
  const { person } = persona.value;
  const targets = [...chats.value.values()].filter((one) => {
    const { private: two } = one.view.value;
    return two ? two.person === person : standingIn(one, person).isIn;
  });
  const close = () => {
    forwarding.value = undefined;
  };
  return (
    <Dialog title="Forward to" onClose={close}>
      <ul class="rows">
        {targets.map((one) => {
          const { private: two, id, title } = one.view.value;
          const name = two ? nameById(two.bot) : title;
          const deed = {
            act: 'forwards',
            who: person,
            chat: addressOf(from.chat),
            messageId: from.post.message.message_id,
            to: addressOf(one),
          } as const;
          return (
            <li key={one.key}>
              <button
                type="button"
                class="row"
                onClick={() => {
                  close();
                  void act(deed).then((done) => done && open(one.key));
                }}
              >
                <Avatar id={two?.bot ?? id} name={name} size={36} square={!two} />
                <span class="row-text">{name}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

/** A message as its bot gets it. */
export function Inspected() {
  const post = inspected.value;
  if (!post) return null;
  return (
    <Dialog
      title={`Message ${post.message.message_id}`}
      onClose={() => {
        inspected.value = undefined;
      }}
    >
      <pre class="data">{JSON.stringify(post.message, null, 2)}</pre>
    </Dialog>
  );
}
