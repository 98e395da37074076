import { type Message, z } from '@alita/kit';

const Named = z.looseObject({
  id: z.number(),
  title: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});
const Origin = z.object({
  sender_user: Named.optional(),
  sender_chat: Named.optional(),
  chat: Named.optional(),
});
const File = z.object({ file_id: z.string() });

/** Who a message was forwarded from, unless they hide it. */
export function originOf({ raw }: Message): { id: number; name: string } | undefined {
  const { success, data } = Origin.safeParse(raw.forward_origin);
  const origin = success ? (data.sender_user ?? data.sender_chat ?? data.chat) : undefined;
  if (!origin) return undefined;
  const person = [origin.first_name, origin.last_name].filter(Boolean).join(' ');
  return { id: origin.id, name: origin.title ?? (person || String(origin.id)) };
}

/** The id by which the file of an animation or a sticker can be sent again. */
export function fileIdOf({ raw }: Message): string | undefined {
  return File.safeParse(raw.animation ?? raw.sticker).data?.file_id;
}
