import { signal } from '@preact/signals';
import { done, Guide } from '../guide/guide.tsx';
import { steps } from '../guide/steps.ts';
import { Tabs } from '../ui/tabs.tsx';
import { Happened } from './happened.tsx';
import { Members } from './members.tsx';
import { World } from './world.tsx';

const PANELS = { guide: Guide, happened: Happened, members: Members, world: World } as const;
type PanelName = keyof typeof PANELS;

const panel = signal<PanelName>('guide');

/** Right: what happened, and what one can make happen. */
export function Inspect() {
  const Panel = PANELS[panel.value];
  return (
    <aside class="pane inspect" aria-label="What happened">
      <Tabs<PanelName>
        label="About this world"
        controls="panel"
        active={panel.value}
        tabs={[
          {
            id: 'guide',
            text: 'Guide',
            ...(done.value.size < steps.length ? { badge: `${done.value.size}/${steps.length}` } : {}),
          },
          { id: 'happened', text: 'Happened' },
          { id: 'members', text: 'Members' },
          { id: 'world', text: 'World' },
        ]}
        onSelect={(name) => {
          panel.value = name;
        }}
      />
      <div id="panel" class="scroll" role="tabpanel" aria-labelledby={`panel-tab-${panel.value}`}>
        <Panel />
      </div>
    </aside>
  );
}
