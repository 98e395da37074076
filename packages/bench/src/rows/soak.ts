import { gatherCrowd } from '../rig/crowd.ts';
import { startRig } from '../rig/rig.ts';
import { usageOf } from '../rig/usage.ts';
import { once } from './load-row.ts';
import type { Figures, Row } from './row.ts';
import { chatter } from './system.ts';

const PER_SECOND = 300;
const MINUTES = 10;
/** Caches fill and code is compiled in the first minutes; growth counts from then on. */
const WARM_SHARE = 0.2;
const SERVICES = ['ingress', 'worker', 'sender', 'gateway'];

/** Whether memory stays where it is: `RSS growth` is that of the service that grew most. */
export const soak: Row = {
  name: 'soak',
  title: `soak, polling: ${PER_SECOND}/s over 100 chats for ${MINUTES} minutes, after ${MINUTES * WARM_SHARE} to warm up`,
  isLong: true,
  async measure({ share, runs }) {
    const rig = await startRig({});
    const load = { deeds: chatter(10), pace: { perSecond: PER_SECOND, seconds: 60 * MINUTES } };
    try {
      const crowd = await gatherCrowd(rig, { chats: 100, people: 20 });
      await once(rig, crowd, load, share * WARM_SHARE);
      const figures: Figures[] = [];
      for (let run = 0; run < runs; run++) {
        const { nowMb: before } = await usageOf(rig);
        const measured = await once(rig, crowd, load, share);
        const { nowMb: after } = await usageOf(rig);
        const growth = SERVICES.map((service) => (after[service] ?? 0) - (before[service] ?? 0));
        figures.push({ ...measured.figures, 'RSS growth': Math.max(...growth) });
      }
      return figures;
    } finally {
      await rig.stop();
    }
  },
};
