import type { Fault, Switches } from '@alita/simulator';
import { useState } from 'preact/hooks';
import { shown, steer } from '../state/api.ts';
import { moment } from '../state/names.ts';
import { chat, home } from '../state/scene.ts';
import { switches, worldNow } from '../state/store.ts';
import { toast } from '../state/toasts.ts';
import { Icon } from '../ui/icons.tsx';

/** Scripts, the clock, limits, faults, and the world as a file. */
export function World() {
  return (
    <div class="world">
      <Scripts />
      <Clock />
      <Limits />
      <Faults />
      <Files />
    </div>
  );
}

function Scripts() {
  const { scripts, playing } = switches.value;
  const open = chat.value?.view.value;
  const group = open?.type === 'supergroup' || open?.type === 'group' ? open : home.value?.view.value;
  return (
    <section class="card">
      <h3>Let something happen{group ? ` in ${group.title}` : ''}</h3>
      {scripts.map((script) => (
        <Script key={script.name} script={script} chat={group?.id} playing={playing} />
      ))}
    </section>
  );
}

interface ScriptProps {
  script: Switches['scripts'][number];
  chat: number | undefined;
  playing: string | undefined;
}

function Script({ script: { name, about, options }, chat: chatId, playing }: ScriptProps) {
  const [[first, preset] = ['', 0]] = Object.entries(options);
  const [count, setCount] = useState(preset);
  const isPlaying = playing === name;
  return (
    <form
      class="script"
      onSubmit={(event) => {
        event.preventDefault();
        if (isPlaying) void shown(steer('stop'));
        else if (chatId !== undefined)
          void shown(steer('play', { script: name, chat: chatId, options: { [first]: count } }));
      }}
    >
      <div>
        <b>{name.replaceAll('-', ' ')}</b>
        <small>{about}</small>
      </div>
      <label>
        <span class="hidden">{name}: </span>
        <input
          class="field number"
          type="number"
          min={1}
          max={2000}
          value={count}
          onInput={({ currentTarget }) => setCount(currentTarget.valueAsNumber || preset)}
        />
        <small>{first}</small>
      </label>
      <button
        type="submit"
        class={isPlaying ? 'button' : 'button primary'}
        disabled={playing !== undefined && !isPlaying}
        aria-label={isPlaying ? `Stop ${name}` : `Play ${name}`}
      >
        {isPlaying ? 'Stop' : <Icon name="play" size={14} />}
      </button>
    </form>
  );
}

const JUMPS: readonly [text: string, ms: number][] = [
  ['1 minute', 60_000],
  ['1 hour', 3_600_000],
  ['1 day', 86_400_000],
  ['1 week', 604_800_000],
];

function Clock() {
  return (
    <section class="card">
      <h3>Time</h3>
      <p class="hint">
        It is <b>{moment(worldNow())}</b> in Telegram's world. Bans and mutes run out as it passes; the bot's own clock
        does not jump.
      </p>
      <div class="actions start">
        {JUMPS.map(([text, ms]) => (
          <button key={text} type="button" class="button" onClick={() => void shown(steer('advance', { ms }))}>
            + {text}
          </button>
        ))}
      </div>
    </section>
  );
}

const LIMITS = [
  ['off', 'As fast as it likes'],
  ['published', "Telegram's published figures"],
  ['strict', 'Stricter, as seen in the field'],
] as const;

function Limits() {
  return (
    <section class="card">
      <fieldset>
        <legend>How fast the bot may send</legend>
        {LIMITS.map(([name, text]) => (
          <label key={name} class="check">
            <input
              type="radio"
              name="limits"
              checked={switches.value.limits === name}
              onChange={() => void shown(steer('setLimits', name))}
            />
            {text}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

const FAULTS: readonly [text: string, fault: Fault][] = [
  ['Next call fails', { kind: 'error', code: 500, times: 1 }],
  ['Wait 5 s (429)', { kind: 'error', code: 429, retryAfter: 5, times: 1 }],
  ['Two slow seconds each', { kind: 'delay', delayMs: 2000 }],
  ['Next answer lost', { kind: 'lost-after', times: 1 }],
  ['One call in five fails', { kind: 'error', code: 500, chance: 0.2 }],
];

function Faults() {
  const { faults } = switches.value;
  return (
    <section class="card">
      <h3>Trouble</h3>
      <div class="actions start">
        {FAULTS.map(([text, fault]) => (
          <button key={text} type="button" class="button" onClick={() => void shown(steer('addFault', { ...fault }))}>
            {text}
          </button>
        ))}
      </div>
      {faults.length > 0 && (
        <ul class="faults">
          {faults.map(({ id, fault }) => (
            <li key={id}>
              <span>{faultText(fault)}</span>
              <button
                type="button"
                class="icon-button"
                aria-label="End this trouble"
                onClick={() => void shown(steer('clearFaults', { id }))}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function faultText({ kind, code, method, delayMs, chance, times }: Fault): string {
  const what = kind === 'error' ? `error ${code ?? 500}` : kind === 'delay' ? `${delayMs ?? 1000} ms late` : kind;
  const often = times ? `, ${times}×` : chance ? `, ${chance * 100} % of calls` : ', every call';
  return `${method ?? 'any method'}: ${what}${times ? often : often}`;
}

function Files() {
  async function save(): Promise<void> {
    const saved = await shown(steer('save'));
    if (!saved) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([saved.text], { type: 'application/json' }));
    link.download = 'playground-world.json';
    link.click();
    URL.revokeObjectURL(link.href);
  }
  async function load(file: File | undefined): Promise<void> {
    if (!file) return;
    if (await shown(steer('load', { text: await file.text() }))) toast('The world is as it was saved.');
  }
  return (
    <section class="card">
      <h3>This world</h3>
      <div class="actions start">
        <button type="button" class="button" onClick={() => void save()}>
          Save as a file
        </button>
        <label class="button file-button">
          Load a file
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              void load(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
        </label>
        <button
          type="button"
          class="button danger"
          onClick={() => void shown(steer('reset')).then((done) => done && toast('A new world, a new group.'))}
        >
          Start over
        </button>
      </div>
      <p class="hint">
        A link with <code>?play=raid</code> plays a script as soon as it is opened, <code>?as=bob</code> makes you Bob.
      </p>
    </section>
  );
}
