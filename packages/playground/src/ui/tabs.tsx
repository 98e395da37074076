import { Icon, type IconName } from './icons.tsx';

interface TabsProps<T extends string | number> {
  label: string;
  tabs: readonly { id: T; text: string; icon?: IconName; badge?: string }[];
  active: T;
  /** The id of the element the tabs show. */
  controls: string;
  onSelect: (id: T) => void;
}

/** A row of tabs; arrow keys move between them. */
export function Tabs<T extends string | number>({ label, tabs, active, controls, onSelect }: TabsProps<T>) {
  function move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && tabs[(tabs.findIndex(({ id }) => id === active) + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    document.getElementById(`${controls}-tab-${next.id}`)?.focus();
  }
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(({ id, text, icon, badge }) => (
        <button
          key={id}
          id={`${controls}-tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === active}
          aria-controls={controls}
          tabIndex={id === active ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {icon && <Icon name={icon} size={16} />}
          {text}
          {badge && <span class="badge quiet">{badge}</span>}
        </button>
      ))}
    </div>
  );
}
