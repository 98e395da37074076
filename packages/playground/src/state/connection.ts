import type { Patch } from '@alita/simulator';
import { signal } from '@preact/signals';
import { apply } from './store.ts';

/** Whether changes arrive; `lost` after they did once. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting');

const AGAIN_MS = 1500;

/** Keeps reading the feed; after a break it starts with the whole world again. */
export function connect(): void {
  const source = new EventSource('/sim/feed');
  source.onmessage = ({ data }) => {
    apply(JSON.parse(String(data)) as Patch);
    connection.value = 'open';
  };
  source.onerror = () => {
    if (connection.value === 'open') connection.value = 'lost';
    // browsers do not try again after every kind of failure
    source.close();
    setTimeout(connect, AGAIN_MS);
  };
}
