import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';

/** One line of a menu. */
export interface MenuItem {
  readonly text: string;
  readonly icon: IconName;
  readonly danger?: boolean;
  run: () => void;
}

const menu = signal<{ x: number; y: number; label: string; items: readonly MenuItem[] } | undefined>(undefined);

/** Opens a context menu at a point of the window. */
export function openMenu(x: number, y: number, label: string, items: readonly MenuItem[]): void {
  if (items.length > 0) menu.value = { x, y, label, items };
}

/** The open context menu, if there is one: arrow keys move, Escape closes, the focus goes back where it was. */
export function Menu() {
  const shown = menu.value;
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const element = list.current;
    if (!shown || !element) return;
    before.current = document.activeElement;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(8, Math.min(shown.x, innerWidth - width - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(shown.y, innerHeight - height - 8))}px`;
    element.querySelector('button')?.focus();
  }, [shown]);
  useEffect(() => {
    if (!shown) return;
    const outside = ({ target }: Event) => target instanceof Node && !list.current?.contains(target) && close();
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [shown]);
  if (!shown) return null;

  function close(): void {
    menu.value = undefined;
    if (before.current instanceof HTMLElement) before.current.focus();
  }
  function move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (step) {
      const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
      const at = buttons.findIndex((button) => button.matches(':focus'));
      buttons[(at + step + buttons.length) % buttons.length]?.focus();
    } else return;
    event.preventDefault();
  }
  return (
    <div ref={list} class="menu" role="menu" aria-label={shown.label} tabIndex={-1} onKeyDown={move}>
      {shown.items.map(({ text, icon, danger, run }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          class={danger ? 'danger' : ''}
          onClick={() => {
            close();
            run();
          }}
        >
          <Icon name={icon} /> {text}
        </button>
      ))}
    </div>
  );
}
