import { choice, decimal, integer } from './fields.ts';
import { group } from './group.ts';

const rate = (fallback: number, description: string) =>
  decimal({ min: 0.01, max: 10_000 })
    .default(fallback)
    .meta({ description, example: String(fallback) });
const burst = (fallback: number, description: string) =>
  integer({ min: 1, max: 10_000 })
    .default(fallback)
    .meta({ description, example: String(fallback) });

/** How fast messages leave; a 429 from Telegram is obeyed in any case. */
export const sending = group(
  'Sender',
  {
    SENDER_LIMITS: choice('telegram', 'off').default('telegram').meta({
      description: 'Paces messages as Telegram asks, or not at all (a Bot API server of your own).',
      example: 'telegram',
    }),
    SENDER_GLOBAL_RPS: rate(30, 'Messages of the bot per second.'),
    SENDER_PRIVATE_RPS: rate(1, 'Messages to one person per second.'),
    SENDER_PRIVATE_BURST: burst(3, 'Messages to one person at once.'),
    SENDER_GROUP_RPM: rate(20, 'Messages to one group per minute.'),
    SENDER_GROUP_BURST: burst(20, 'Messages to one group at once.'),
    SENDER_EDIT_RPS: rate(1, 'Edits in one chat per second.'),
    SENDER_CONCURRENCY: integer({ min: 1, max: 500 })
      .default(50)
      .meta({ description: 'Chats one sender serves at the same time.', example: '50' }),
  },
  (values) => ({
    /** Token buckets: `burst` at once, then one each `everyMs`; undefined: no pacing. */
    paces:
      values.SENDER_LIMITS === 'off'
        ? undefined
        : {
            bot: { burst: Math.ceil(values.SENDER_GLOBAL_RPS), everyMs: 1000 / values.SENDER_GLOBAL_RPS },
            privateChat: { burst: values.SENDER_PRIVATE_BURST, everyMs: 1000 / values.SENDER_PRIVATE_RPS },
            group: { burst: values.SENDER_GROUP_BURST, everyMs: 60_000 / values.SENDER_GROUP_RPM },
            edits: { burst: Math.ceil(values.SENDER_EDIT_RPS), everyMs: 1000 / values.SENDER_EDIT_RPS },
          },
    concurrency: values.SENDER_CONCURRENCY,
  }),
);
