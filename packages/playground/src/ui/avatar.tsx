const HUES = [212, 268, 330, 14, 38, 150, 180] as const;

/** The hue that belongs to somebody, by id. */
export function hueOf(id: number): number {
  return HUES[Math.abs(id) % HUES.length] ?? HUES[0];
}

function initials(name: string): string {
  const [first = '', second = ''] = name.split(/[\s(]+/);
  return `${Array.from(first)[0] ?? ''}${Array.from(second)[0] ?? ''}`.toUpperCase();
}

/** A coloured disc with initials. */
export function Avatar({ id, name, size = 36, square }: { id: number; name: string; size?: number; square?: boolean }) {
  return (
    <span
      class={square ? 'avatar square' : 'avatar'}
      style={{ '--hue': hueOf(id), '--size': `${size}px` }}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}
