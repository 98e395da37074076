import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How many messages the list grows by, and how many it holds at most. */
const STEP = 50;
const MOST = 150;
/** This near an end, in pixels, more is shown there. */
const NEAR = 600;
const AT_END = 40;

/** The part of a long list that is in the page. */
export interface Window {
  readonly start: number;
  readonly end: number;
  /** Whether it follows the newest. */
  readonly follows: boolean;
  onScroll: () => void;
  /** Moves to the newest, or to one of the list. */
  toEnd: () => void;
  toIndex: (index: number) => void;
}

interface Place {
  /** undefined = follows the newest. */
  start: number | undefined;
  /** The element that stays where it is while the part changes, and where that is. */
  anchor?: { id: string; top: number };
  /** The one that is scrolled to. */
  goal?: number;
}

/**
 * Keeps a part of `count` items in the page: the newest, or what one scrolls to. The elements in `list` carry their
 * identity in `data-id`; what is seen does not jump when the part changes.
 */
export function useWindow(list: RefObject<HTMLElement | null>, count: number): Window {
  const [place, setPlace] = useState<Place>({ start: undefined });
  const settled = useRef<Place>(place);
  const follows = place.start === undefined;
  const start = place.start ?? Math.max(0, count - STEP);
  const end = follows ? count : Math.min(count, start + MOST);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    if (follows) element.scrollTop = element.scrollHeight;
    if (settled.current === place) return;
    settled.current = place;
    if (place.anchor) {
      const moved = find(element, place.anchor.id)?.offsetTop;
      if (moved !== undefined) element.scrollTop += moved - element.scrollTop - place.anchor.top;
    }
    if (place.goal !== undefined) {
      const goal = element.querySelectorAll<HTMLElement>('[data-id]')[place.goal - start];
      goal?.scrollIntoView({ block: 'center' });
      goal?.focus({ preventScroll: true });
    }
  });

  function shift(next: number): void {
    const element = list.current;
    if (!element) return;
    const seen = [...element.querySelectorAll<HTMLElement>('[data-id]')].find(
      ({ offsetTop, offsetHeight }) => offsetTop + offsetHeight > element.scrollTop,
    );
    const { id } = seen?.dataset ?? {};
    setPlace({
      start: next,
      ...(seen && id ? { anchor: { id, top: seen.offsetTop - element.scrollTop } } : {}),
    });
  }

  return {
    start,
    end,
    follows,
    onScroll() {
      const element = list.current;
      if (!element) return;
      const below = element.scrollHeight - element.clientHeight - element.scrollTop;
      if (follows) {
        if (below > AT_END) shift(element.scrollTop < NEAR ? Math.max(0, start - STEP) : start);
      } else if (element.scrollTop < NEAR && start > 0) shift(Math.max(0, start - STEP));
      else if (below < NEAR && end < count) shift(start + STEP);
      else if (below <= AT_END && end === count) setPlace({ start: undefined });
    },
    toEnd: () => setPlace({ start: undefined }),
    toIndex: (index) => setPlace({ start: Math.max(0, index - STEP), goal: index }),
  };
}

function find(element: HTMLElement, id: string): HTMLElement | null {
  return element.querySelector(`[data-id="${CSS.escape(id)}"]`);
}
