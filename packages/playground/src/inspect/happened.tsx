import type { CallView, UpdateView } from '@alita/simulator';
import { useState } from 'preact/hooks';
import { gist, serviceText } from '../chat/service.ts';
import { exactTime, nameOf } from '../state/names.ts';
import { calls, people, updates } from '../state/store.ts';
import { contentOf, type Happening, timeline } from '../state/timeline.ts';
import { Icon } from '../ui/icons.tsx';

const STEP = 40;

/** What the bot was told and what it then did, newest first. */
export function Happened() {
  const [count, setCount] = useState(STEP);
  const all = timeline(updates.value, calls.value);
  if (all.length === 0)
    return (
      <div class="empty">
        <Icon name="what" size={36} />
        <p>Say something in a chat with the bot: the update it gets and every call it makes appear here.</p>
      </div>
    );
  return (
    <>
      <ol class="happenings">
        {all.slice(0, count).map((happening) => (
          <Entry key={happening.key} happening={happening} />
        ))}
      </ol>
      {all.length > count && (
        <button type="button" class="button wide" onClick={() => setCount(count + STEP)}>
          Show earlier
        </button>
      )}
    </>
  );
}

function Entry({ happening: { update, calls: caused, at } }: { happening: Happening }) {
  return (
    <li class="happening">
      {update ? <Told view={update} /> : <p class="alone">By itself, at {exactTime(at)}</p>}
      {update && caused.length === 0 && <p class="alone">No calls</p>}
      {caused.map((call) => (
        <Call key={call.n} call={call} after={update?.at} />
      ))}
    </li>
  );
}

function Told({ view }: { view: UpdateView }) {
  const { update, at, deliveredAt } = view;
  const { kind } = contentOf(update);
  return (
    <Fold
      data={update}
      head={
        <>
          <span class="kind">{kind.replaceAll('_', ' ')}</span>
          <span class="what">{describe(view)}</span>
        </>
      }
    >
      <dl>
        <dt>made</dt>
        <dd>{exactTime(at)}</dd>
        <dt>delivered</dt>
        <dd>{deliveredAt === undefined ? 'not yet' : `after ${(deliveredAt - at).toFixed(1)} ms`}</dd>
        <dt>number</dt>
        <dd>{update.update_id}</dd>
      </dl>
    </Fold>
  );
}

function Call({ call, after }: { call: CallView; after: number | undefined }) {
  const { method, answer, startedAt, endedAt, params, trace, n } = call;
  const [, ...more] = Object.entries(params).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  );
  return (
    <Fold
      data={{ params, answer }}
      head={
        <>
          <span class={answer.ok ? 'outcome ok' : 'outcome bad'}>
            <Icon name={answer.ok ? 'check' : 'close'} size={13} />
            <span class="hidden">{answer.ok ? 'done' : 'refused'}</span>
          </span>
          <span class="method">{method}</span>
          <span class="what">
            {answer.ok ? more.map(([, value]) => String(value)).join(' · ') : answer.description}
          </span>
          <span class="ms">{after === undefined ? '' : `+${(startedAt - after).toFixed(0)} ms`}</span>
        </>
      }
    >
      <dl>
        <dt>call</dt>
        <dd>
          no. {n}, at {exactTime(startedAt)}, took {(endedAt - startedAt).toFixed(1)} ms
        </dd>
        <dt>trace</dt>
        <dd class="mono">{trace ?? 'off'}</dd>
      </dl>
    </Fold>
  );
}

interface FoldProps {
  head: preact.ComponentChildren;
  data: unknown;
  children: preact.ComponentChildren;
}

/** A line that opens into details; its data is written out only then. */
function Fold({ head, data, children }: FoldProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{head}</summary>
      {isOpen && (
        <div class="fold">
          {children}
          <pre class="data">{JSON.stringify(data, null, 2)}</pre>
        </div>
      )}
    </details>
  );
}

/** An update in a few words. */
function describe({ update }: UpdateView): string {
  const { callback_query: press, chat_member, my_chat_member, chat_join_request: request } = update;
  const message = update.message ?? update.edited_message ?? update.channel_post ?? update.edited_channel_post;
  if (message) {
    const who = message.from ? nameOf(message.from) : (message.chat.title ?? '');
    return serviceText(message) ?? `${who}: ${gist(message)}`;
  }
  if (press) return `${nameOf(press.from)} pressed ${press.data ?? ''}`;
  const change = chat_member ?? my_chat_member;
  if (change) {
    const { old_chat_member: before, new_chat_member: after, chat } = change;
    return `${nameOf(after.user)}: ${before.status} → ${after.status}, ${chat.title ?? 'in private'}`;
  }
  if (request) return `${nameOf(request.from)} asks to join ${request.chat.title}`;
  const user = update.message_reaction?.user;
  return user ? `${nameOf(people.value.get(user.id) ?? user)} reacted` : '';
}
