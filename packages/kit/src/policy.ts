import { z } from 'zod';

/**
 * Settings of a chat that the runtime itself obeys. Each belongs to the module of its name, which shows and changes it;
 * the runtime only reads. In a private chat they are the person's own.
 */

/** `languages`: unset follows the person's client in private, English in groups. */
export const LanguageSettings = z.object({ language: z.string().optional() });

/** `disabling`: commands that ordinary members may not use here. */
export const DisablingSettings = z.object({
  commands: z.array(z.string()).default([]),
  /** Whether a disabled command's message is deleted. */
  deleteThem: z.boolean().default(false),
  /** Whether admins may not use them either. */
  alsoAdmins: z.boolean().default(false),
});

/** `admin`: whether anonymous admins are believed without proof. */
export const AnonymousSettings = z.object({ trustAnonymous: z.boolean().default(false) });

/** `connections`: in private, the group one manages from there; in a group, whether members may connect to it. */
export const ConnectionSettings = z.object({
  to: z
    .object({
      id: z.number(),
      type: z.enum(['group', 'supergroup', 'channel', 'private']),
      title: z.string(),
      isForum: z.boolean().optional(),
    })
    .optional(),
  /** Kept when disconnected, so that one can reconnect. */
  connected: z.boolean().default(false),
  allowMembers: z.boolean().default(false),
});

/** Name of the continuation that ends a connection in its person's private chat: they are not in that group any more. */
export const CONNECTION_LOST = 'connections.lost';

/** `kit`: where a basic group's mailbox goes on after it became a supergroup. */
export const MigrationSettings = z.object({ migratedTo: z.number().optional() });

/** Field of a chat's state where it is remembered that the bot may not speak there: senders write it, news of its rights drops it. */
export const SILENCE = 'kit:silence';
