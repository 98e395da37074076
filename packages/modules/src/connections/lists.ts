import {
  type Button,
  type Catalogue,
  type CommandFacts,
  code,
  Html,
  needsOf,
  type Translate,
  UserError,
  z,
} from '@alita/kit';
import { connections } from './module.ts';

const Which = z.enum(['admin', 'user', 'main']);

/** Commands that work from private, as lines of a message. */
function listed({ features }: Catalogue, which: 'admin' | 'user', t: Translate): Html {
  const isForAdmins = ({ needs }: CommandFacts) => needsOf(needs).actor.length > 0;
  const lines = features
    .filter(({ isHidden }) => !isHidden)
    .flatMap(({ commands }) => commands)
    .filter((command) => command.in === 'connected' && isForAdmins(command) === (which === 'admin'))
    .map((command) => `• ${code(command.usage(t)).value}`);
  return new Html(lines.sort().join('\n'));
}

/** Which commands there are; rights are looked at again with each press (CON-B1). */
export const view = connections.callback({
  name: 'view',
  data: z.object({ which: Which }),
  in: 'connected',
  async run({ data: { which }, chat, actor, members, catalogue, t, edit }) {
    const isAdmin = await members.isAdmin(actor.id);
    if (which === 'main') return void edit('connected-to', { title: chat.title }, viewButtons(isAdmin));
    if (which === 'admin' && !isAdmin) throw new UserError('kit.admins-only');
    const said = which === 'admin' ? 'list-admin' : 'list-user';
    const list = listed(catalogue, which, t);
    edit(said, { title: chat.title, list }, [view.button({ which: 'main' }, { key: 'button-back' })]);
  },
});

/** What is shown under the name of the group. */
export const viewButtons = (isAdmin: boolean): Button[][] => [
  ...(isAdmin ? [[view.button({ which: 'admin' }, { key: 'button-admin' })]] : []),
  [view.button({ which: 'user' }, { key: 'button-user' })],
];
