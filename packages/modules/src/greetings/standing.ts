import { z } from '@alita/kit';

/** What was last heard of somebody at the door. */
export const Standing = z.object({
  /** When it happened, by Telegram's clock, in Unix milliseconds. */
  at: z.number(),
  isIn: z.boolean(),
  /** The crowd in which they wait to be greeted, by when it is due. */
  crowd: z.number().optional(),
});
export type Standing = z.infer<typeof Standing>;

/** Kept as long as Telegram keeps updates that nobody took. */
export const STANDING_MS = 24 * 3_600_000;
/** Two updates about one join may carry neighbouring seconds. */
const SLACK_MS = 2_000;
/** A join that follows a join is a second one only when the leave between them can have gone unheard. */
const UNHEARD_MS = 60_000;

/**
 * Whether this was not heard before. Telegram tells of a join twice, by a change of membership and by a service message, in
 * either order and as late as it likes; so a join is told from another by when it happened, never by when it is handled
 * (GRT-B5). In doubt it is an old one: better a greeting too few than one for somebody who is gone.
 */
export function isNews(known: Standing | undefined, isIn: boolean, at: number): boolean {
  if (!known) return true;
  if (known.isIn === isIn) return at - known.at > UNHEARD_MS;
  return isIn ? at - known.at > SLACK_MS : at >= known.at;
}
