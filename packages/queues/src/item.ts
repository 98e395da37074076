import { z } from 'zod';

/** The four kinds of mailbox: what happened; calls to Telegram, urgent and normal; effects on their way elsewhere. */
export const QUEUES = ['in', 'out-u', 'out-n', 'post'] as const;
export const QueueName = z.enum(QUEUES);
export type QueueName = z.infer<typeof QueueName>;

/** What lies in a mailbox. Fields a newer writer adds are ignored; `v` is the version of the kind's body. */
export const Item = z.object({
  /** Names the item; recurring for timers, so a receipt adds the arrival number. */
  id: z.string().min(1),
  /** When it happened, in milliseconds since 1970. */
  ms: z.number(),
  v: z.number().int().default(1),
  kind: z.string().min(1),
  body: z.unknown(),
  /** W3C trace parent of whatever caused it. */
  trace: z.string().optional(),
});
export type Item = z.infer<typeof Item>;

/** One kind of item: its body's schema, its version, and how to read what older versions wrote. */
export interface ItemKind<Body> {
  readonly kind: string;
  make(item: { id: string; ms: number; body: Body; trace?: string | undefined }): Item;
  /** The body in today's shape; throws `ZodError` when it fits no known version. */
  read(item: Item): Body;
}

/**
 * Declares a kind of item. `older[v]` lifts a body written as version `v` to version `v + 1`.
 *
 * @example const Update = defineItem({ kind: 'update', v: 1, body: z.object({ update: z.unknown() }) });
 */
export function defineItem<Body>(declaration: {
  kind: string;
  v: number;
  body: z.ZodType<Body>;
  older?: Readonly<Record<number, (body: unknown) => unknown>>;
}): ItemKind<Body> {
  const { kind, v, body: schema, older = {} } = declaration;
  return {
    kind,
    make: ({ trace, ...item }) => ({ ...item, v, kind, ...(trace === undefined ? {} : { trace }) }),
    read(item) {
      let body = item.body;
      for (let version = item.v; version < v; version++) body = older[version]?.(body) ?? body;
      return schema.parse(body);
    },
  };
}
