import { computed } from '@preact/signals';
import { become, bot, drafting, home, open, pane, persona, personNamed, suggestion } from '../state/scene.ts';
import { calls, chats, worldNumber } from '../state/store.ts';
import { Icon } from '../ui/icons.tsx';
import { guidedBot, type Seen, type Step, steps } from './steps.ts';

const seen = computed<Seen>(() => ({
  posts: home.value?.posts.value ?? [],
  calls: calls.value,
  id: (username) => personNamed(username)?.id,
}));

/** Whether the bot that is here is the one the list is about. */
export const hasGuide = computed(() => bot.value?.username === guidedBot);

let kept: { readonly world: number; readonly done: ReadonlySet<Step> } = { world: 0, done: new Set() };

/** The steps that are done in this world. They stay done, even when their messages are forgotten. */
export const done = computed<ReadonlySet<Step>>(() => {
  const world = worldNumber.value;
  const before = kept.world === world ? kept.done : new Set<Step>();
  kept = { world, done: new Set(steps.filter((step) => before.has(step) || step.done(seen.value))) };
  return kept.done;
});

/** Puts everything in place for a step; the last move is the operator's. */
function prepare(step: Step): void {
  const group = home.value;
  const actor = personNamed(step.as);
  if (!group || !actor) return;
  become({ person: actor.id });
  open(group.key);
  const target = step.replyTo && personNamed(step.replyTo)?.id;
  const message = group.posts.value.findLast(
    ({ message: { from, text }, deleted }) => from?.id === target && text && !deleted,
  );
  if (target && message) drafting.value = { kind: 'reply', messageId: message.message.message_id };
  if (step.say) suggestion.value = step.say;
  pane.value = 'chat';
}

const next = computed(() => steps.find((step) => !done.value.has(step)));

function Prepare({ step }: { step: Step }) {
  return (
    <button type="button" class="button primary" onClick={() => prepare(step)}>
      {step.say ? 'Prepare it' : `Be ${personNamed(step.as)?.first_name ?? step.as}`}
    </button>
  );
}

/** On a narrow screen, where the list is out of sight: the step that comes next, above the chat. */
export function NextStep() {
  const step = next.value;
  if (!hasGuide.value || !step) return null;
  return (
    <section class="next-step narrow-only" aria-label="What to try">
      <div>
        <small>
          Try it: {steps.indexOf(step) + 1} of {steps.length}
        </small>
        <b>{step.title}</b>
        <p>{step.hint}</p>
      </div>
      <Prepare step={step} />
    </section>
  );
}

/** The guided list of a newcomer's first minute. */
export function Guide() {
  const finished = done.value;
  const current = next.value;
  return (
    <div class="guide">
      <p class="progress-text">
        {current ? `${finished.size} of ${steps.length} done` : 'All done. The rest is yours to find out.'}
      </p>
      <progress value={finished.size} max={steps.length} aria-label="Steps done" />
      <ol>
        {steps.map((step) => (
          <li key={step.title} class={finished.has(step) ? 'done' : step === current ? 'current' : ''}>
            <span class="tick">{finished.has(step) && <Icon name="check" size={14} />}</span>
            <div class="step">
              <h3>
                {step.title}
                {finished.has(step) && <span class="hidden"> (done)</span>}
              </h3>
              {step === current && (
                <>
                  <p>{step.hint}</p>
                  <Prepare step={step} />
                  {step.say && personNamed(step.as)?.id === persona.value.person && (
                    <p class="hint">
                      <code>{step.say}</code>
                      {step.replyTo && ' as a reply'}
                    </p>
                  )}
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
      {!current && (
        <p class="hint">
          {chats.value.size} chats are here, people can be added, and <b>World</b> has a raid for you.
        </p>
      )}
    </div>
  );
}
