import { computed, signal } from '@preact/signals';
import { done, Guide, hasGuide } from '../guide/guide.tsx';
import { steps } from '../guide/steps.ts';
import { Tabs } from '../ui/tabs.tsx';
import { Happened } from './happened.tsx';
import { Members } from './members.tsx';
import { World } from './world.tsx';

const PANELS = { guide: Guide, happened: Happened, members: Members, world: World } as const;
type PanelName = keyof typeof PANELS;

const chosen = signal<PanelName>('guide');
const panel = computed<PanelName>(() => (chosen.value === 'guide' && !hasGuide.value ? 'happened' : chosen.value));

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
          ...(hasGuide.value ? [guideTab()] : []),
          { id: 'happened', text: 'Happened' },
          { id: 'members', text: 'Members' },
          { id: 'world', text: 'World' },
        ]}
        onSelect={(name) => {
          chosen.value = name;
        }}
      />
      <div id="panel" class="scroll" role="tabpanel" aria-labelledby={`panel-tab-${panel.value}`}>
        <Panel />
      </div>
    </aside>
  );
}

function guideTab() {
  const { size } = done.value;
  return { id: 'guide', text: 'Guide', ...(size < steps.length ? { badge: `${size}/${steps.length}` } : {}) } as const;
}
