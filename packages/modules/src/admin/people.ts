import { type Membership, type Message, type Person, type Target, UserError } from '@alita/kit';
import { nameOf, requirePerson, type Scene } from '@alita/moderation';

/** The admins a command is between. */
export interface Admins {
  /** Who commands, as Telegram's list has them. */
  readonly actor: Membership;
  readonly bot: Membership;
  /** The target's entry, if they are an admin. */
  readonly target: Membership | undefined;
}

/**
 * Reads the admins' list for a command about somebody's standing, and refuses it for channels, the bot itself and the
 * owner. Whoever is trusted to stay anonymous is still refused: nobody knows which rights are theirs to give.
 * @throws UserError
 */
export async function adminsAround(target: Target, message: Message, { me, members }: Scene): Promise<Admins> {
  requirePerson(target);
  if (target.id === me.id) throw new UserError('not-myself');
  const admins = await members.admins();
  const entry = ({ id }: Pick<Person, 'id'>) => admins.find(({ person }) => person.id === id);
  const [actor, bot, found] = [entry({ id: message.userId }), entry(me), entry(target)];
  if (found?.status === 'creator') throw new UserError('not-the-owner', { name: nameOf(target) });
  if (!bot) throw new UserError('kit.bot-not-admin');
  if (!actor) throw new UserError('who-are-you');
  return { actor, bot, target: found };
}
