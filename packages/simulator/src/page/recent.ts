import { keepLatest } from '../world/keep.ts';
import type { World } from '../world.ts';
import type { UpdateView } from './view.ts';

/** Remembers a world's latest updates, so that a page that comes later can show what happened. */
export class Recent {
  readonly #updates = new Map<string, UpdateView>();
  readonly #keep: number;
  #firstCall = 0;

  constructor(world: World, keep = 300) {
    this.#keep = keep;
    world.subscribe((event) => {
      if (event.type === 'update') this.#add(event.botId, event);
      else if (event.type === 'delivered') for (const id of event.updateIds) this.#deliver(event.botId, id, event.at);
      else if (event.type === 'cleared') {
        this.#updates.clear();
        this.#firstCall = world.telegram.count;
      }
    });
  }

  /** The calls after this one belong to the world as it is. */
  get firstCall(): number {
    return this.#firstCall;
  }

  /** One update, while it is remembered. */
  find(botId: number, updateId: number): UpdateView | undefined {
    return this.#updates.get(`${botId}:${updateId}`);
  }

  /** All that are remembered, oldest first. */
  all(): UpdateView[] {
    return [...this.#updates.values()];
  }

  #add(botId: number, { update, at }: Pick<UpdateView, 'update' | 'at'>): void {
    this.#updates.set(`${botId}:${update.update_id}`, { botId, update, at });
    keepLatest(this.#updates, this.#keep);
  }

  #deliver(botId: number, updateId: number, at: number): void {
    const known = this.find(botId, updateId);
    if (known) known.deliveredAt ??= at;
  }
}
