import { setTimeout as sleep } from 'node:timers/promises';
import { type Chat, gatherCrowd } from '../rig/crowd.ts';
import { untilQuiet } from '../rig/quiet.ts';
import { type Rig, startRig } from '../rig/rig.ts';
import { usageOf, used } from '../rig/usage.ts';
import { latencyFigures, usageFigures } from './figures.ts';
import type { Figures, Row } from './row.ts';

const CHATS = 100;
const PER_SECOND = 100;
const EACH = 20;

/** A button that its message loses when it is pressed. */
interface Button {
  readonly who: number;
  readonly chat: number;
  readonly messageId: number;
  readonly button: string;
}

/** Lets owners warn so often, and answers the buttons that take the warnings back. */
async function freshButtons(rig: Rig, crowd: readonly Chat[], each: number): Promise<Button[]> {
  const { telegram } = rig;
  const acts = crowd.flatMap(({ id, owner, people }) =>
    Array.from({ length: each }, () => ({ act: 'says' as const, who: owner, chat: id, text: `/warn ${people[0]}` })),
  );
  await telegram.bulk({ acts });
  await untilQuiet(rig, 120_000);
  const found = crowd.map(async ({ id, owner }) =>
    (await telegram.history({ chat: id, limit: 100_000 })).flatMap(({ message }) => {
      const button = message.reply_markup?.inline_keyboard[0]?.[0];
      return button && 'callback_data' in button && button.callback_data.startsWith('warns.')
        ? [{ who: owner, chat: id, messageId: message.message_id, button: button.text }]
        : [];
    }),
  );
  return (await Promise.all(found)).flat();
}

/** Presses at a steady rate; answers how long each waited for its answer, in milliseconds, and how many got none. */
async function press({ telegram }: Rig, buttons: readonly Button[]) {
  const waits: number[] = [];
  let missing = 0;
  const pressing = buttons.map(async (button, n) => {
    await sleep((n * 1000) / PER_SECOND);
    const began = performance.now();
    if (await telegram.press(button)) waits.push(performance.now() - began);
    else missing++;
  });
  await Promise.all(pressing);
  return { latencies: waits.sort((a, b) => a - b), missing };
}

/** From a press to the answer its person sees. */
export const buttons: Row = {
  name: 'buttons',
  title: `buttons: ${PER_SECOND}/s over ${CHATS} chats, from the press to its answer`,
  async measure({ share, runs }) {
    const rig = await startRig({});
    try {
      const crowd = await gatherCrowd(rig, { chats: CHATS, people: 1, commands: ['/setwarnlimit 100'] });
      const figures: Figures[] = [];
      for (let run = 0; run < runs; run++) {
        const pressed = await freshButtons(rig, crowd, Math.ceil(EACH * share));
        const before = await usageOf(rig);
        const { latencies, missing } = await press(rig, pressed);
        await untilQuiet(rig, 60_000);
        const usage = used(before, await usageOf(rig));
        figures.push({ ...latencyFigures('', latencies), missing, ...usageFigures(usage, pressed.length) });
      }
      return figures;
    } finally {
      await rig.stop();
    }
  },
};
