import { type Context, z } from '@alita/kit';
import { Shown } from './module.ts';

/** How long the other end of a purge is waited for. */
export const WAIT_MS = 30_000;
const NAME = 'markers';

/** One end of a purge to come. */
const Marker = z.object({ messageId: z.number(), date: z.number(), until: z.number(), note: Shown });
export type Marker = z.infer<typeof Marker>;
const Markers = z.record(z.string(), Marker);

type Kept = Pick<Context<unknown, unknown>, 'windows' | 'now'>;

/** The markers that still wait, by who set them. */
export async function waiting({ windows, now }: Kept): Promise<Readonly<Record<string, Marker>>> {
  const markers = (await windows.read(NAME, Markers)) ?? {};
  return Object.fromEntries(Object.entries(markers).filter(([, { until }]) => until > now.getTime()));
}

/** One's own marker, else the newest of another admin (PRG-9). */
export function markerFor(
  markers: Readonly<Record<string, Marker>>,
  userId: number,
): [owner: string, Marker] | undefined {
  const own = markers[userId];
  if (own) return [String(userId), own];
  return Object.entries(markers).sort(([, a], [, b]) => b.until - a.until)[0];
}

/** Keeps the markers, one per admin. */
export function keep(markers: Readonly<Record<string, Marker>>, { windows }: Pick<Kept, 'windows'>): void {
  windows.write(NAME, Object.keys(markers).length > 0 ? markers : undefined, WAIT_MS);
}
