import { signal } from '@preact/signals';

/** A short notice that goes by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'plain' | 'bad';
}

const SHOWN_MS = 4500;

export const toasts = signal<readonly Toast[]>([]);
/** What a bot wants to be acknowledged: the alert of a pressed button. */
export const alertText = signal<string | undefined>(undefined);
let last = 0;

export function toast(text: string, kind: Toast['kind'] = 'plain'): void {
  const id = ++last;
  toasts.value = [...toasts.value.slice(-3), { id, text, kind }];
  setTimeout(() => {
    toasts.value = toasts.value.filter((one) => one.id !== id);
  }, SHOWN_MS);
}
