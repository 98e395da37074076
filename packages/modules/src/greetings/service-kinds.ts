/** Kinds of service messages, with the fields of Telegram's message object that tell them. */
const FIELDS = {
  join: ['new_chat_members'],
  leave: ['left_chat_member', 'chat_owner_left'],
  pin: ['pinned_message'],
  title: ['new_chat_title'],
  photo: ['new_chat_photo', 'delete_chat_photo'],
  videochat: ['video_chat_scheduled', 'video_chat_started', 'video_chat_ended', 'video_chat_participants_invited'],
  // Telegram lets nobody delete the message that a topic begins with.
  topic: [
    'forum_topic_edited',
    'forum_topic_closed',
    'forum_topic_reopened',
    'general_forum_topic_hidden',
    'general_forum_topic_unhidden',
  ],
  boost: ['boost_added'],
  other: [
    'chat_owner_changed',
    'chat_background_set',
    'checklist_tasks_added',
    'checklist_tasks_done',
    'giveaway_completed',
    'giveaway_created',
    'message_auto_delete_timer_changed',
    'paid_message_price_changed',
    'poll_option_added',
    'poll_option_deleted',
    'proximity_alert_triggered',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ServiceKind = keyof typeof FIELDS;
/** In the order in which people are told of them. */
export const SERVICE_KINDS = Object.keys(FIELDS) as ServiceKind[];

const KIND_OF: ReadonlyMap<string, ServiceKind> = new Map(
  SERVICE_KINDS.flatMap((kind) => FIELDS[kind].map((field) => [field, kind] as const)),
);

/** What kind of service message this is; `undefined` for what people wrote and for what must stay. */
export function serviceKind(raw: Readonly<Record<string, unknown>>): ServiceKind | undefined {
  for (const field in raw) {
    const kind = KIND_OF.get(field);
    if (kind) return kind;
  }
  return undefined;
}

/** The kinds that were typed: `on` is what most people mean, `all` everything. */
export function readKinds(typed: string): readonly ServiceKind[] | { readonly unknown: string } {
  const words = typed
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const kinds = new Set<ServiceKind>();
  for (const word of words) {
    const meant = SHORT[word] ?? SERVICE_KINDS.filter((kind) => kind === word);
    if (meant.length === 0 && !OFF.has(word)) return { unknown: word };
    for (const kind of meant) kinds.add(kind);
  }
  return SERVICE_KINDS.filter((kind) => kinds.has(kind));
}

const SHORT: Readonly<Record<string, readonly ServiceKind[]>> = {
  on: ['join', 'leave'],
  yes: ['join', 'leave'],
  all: SERVICE_KINDS,
};
const OFF: ReadonlySet<string> = new Set(['off', 'no', 'none']);
