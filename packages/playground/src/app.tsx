import { ChatPane } from './chat/chat.tsx';
import { Forwarding, Inspected } from './chat/windows.tsx';
import { hasGuide } from './guide/guide.tsx';
import { Inspect } from './inspect/inspect.tsx';
import { Profile } from './people/profile.tsx';
import { Who } from './people/who.tsx';
import { pane } from './state/scene.ts';
import { Icon } from './ui/icons.tsx';
import { Menu } from './ui/menu.tsx';
import { Notices } from './ui/notices.tsx';

const PANES = [
  ['who', 'People', 'group'],
  ['chat', 'Chat', 'chat'],
  ['what', 'Guide', 'guide'],
] as const;

/** The three panes; on a narrow screen one at a time. */
export function App() {
  return (
    <div class="app" data-pane={pane.value}>
      <Notices />
      <div class="panes">
        <Who />
        <ChatPane />
        <Inspect />
      </div>
      <nav class="narrow-only bottom" aria-label="Parts of the page">
        {PANES.map(([name, text, icon]) => (
          <button
            key={name}
            type="button"
            aria-current={pane.value === name ? 'page' : undefined}
            onClick={() => {
              pane.value = name;
            }}
          >
            <Icon name={icon} size={20} />
            {name === 'what' && !hasGuide.value ? 'Happened' : text}
          </button>
        ))}
      </nav>
      <Profile />
      <Forwarding />
      <Inspected />
      <Menu />
    </div>
  );
}
