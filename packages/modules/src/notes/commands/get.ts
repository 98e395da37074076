import { noteBook } from '@alita/content';
import { arg, order, UserError, type Verdict } from '@alita/kit';
import { chatOfPayload, readNotePayload } from '../links.ts';
import { notes } from '../module.ts';
import { lookUp, readRequest } from '../names.ts';
import { type Asking, showNote } from '../show.ts';

export const get = notes.command({
  name: 'get',
  in: 'connected',
  disableable: true,
  args: { note: arg.text({ called: 'name' }) },
  async run(context) {
    const { args, recall } = context;
    const found = lookUp(args.note, await recall(noteBook));
    if (!found) throw new UserError('unknown', { name: readRequest(args.note).name });
    await showNote(found, context);
  },
});

/** `#name`, in a text or under a picture. */
export const hash = notes.watcher({
  name: 'hash',
  on: 'message',
  order: order.respond,
  run(context): Verdict | Promise<Verdict> {
    const { message, chat } = context;
    return message.text.startsWith('#') && chat.type !== 'private'
      ? showNamed(message.text.slice(1), context)
      : 'continue';
  },
});

async function showNamed(name: string, asking: Asking): Promise<Verdict> {
  const { recall, reply, note } = asking;
  const found = lookUp(name, await recall(noteBook));
  if (!found) return 'continue';
  note({ handler: 'notes.hash' });
  try {
    await showNote(found, asking);
  } catch (error) {
    // Nobody answers for a watcher; whoever asked for a note is to hear why there is none.
    if (!(error instanceof UserError)) throw error;
    reply(error.key, error.params);
  }
  return 'stop';
}

/** Opens a note in private; who may is decided as in the group. */
export const noteLink = notes.link({
  prefix: 'note_',
  chatOf: (payload) => (readNotePayload(payload) ? chatOfPayload(payload) : undefined),
  async run(context) {
    const wanted = readNotePayload(context.payload);
    if (!wanted) throw new UserError('kit.link-broken');
    const { key, isSource } = wanted;
    await showNote({ entry: { key, isForAdmins: false, isGroupOnly: false }, isSource }, context);
  },
});
