import type { Patch } from '@alita/simulator';
import { batch, signal } from '@preact/signals';
import { apply } from './store.ts';

/** Whether changes arrive; `lost` after they did once. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting');

const AGAIN_MS = 1500;
/** Patches are taken in together, at most this often, so that a flood of them leaves the page time for its user. */
const PAUSE_MS = 100;

let waiting: Patch[] = [];
let lastAt = Number.NEGATIVE_INFINITY;

function take(patch: Patch): void {
  waiting.push(patch);
  if (waiting.length === 1) setTimeout(applyAll, Math.max(0, lastAt + PAUSE_MS - performance.now()));
}

function applyAll(): void {
  const patches = waiting;
  waiting = [];
  lastAt = performance.now();
  batch(() => {
    for (const patch of patches) apply(patch);
    connection.value = 'open';
  });
}

/** Keeps reading the feed; after a break it starts with the whole world again. */
export function connect(): void {
  const source = new EventSource('/sim/feed');
  source.onmessage = ({ data }) => take(JSON.parse(String(data)) as Patch);
  source.onerror = () => {
    if (connection.value === 'open') connection.value = 'lost';
    // browsers do not try again after every kind of failure
    source.close();
    setTimeout(connect, AGAIN_MS);
  };
}
