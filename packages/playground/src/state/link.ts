import { effect } from '@preact/signals';
import { shown, steer } from './api.ts';
import { become, home, open, personNamed } from './scene.ts';
import { chats } from './store.ts';
import { toast } from './toasts.ts';

/**
 * Does what the page's address asks for, once the world is here: `?as=<name>` becomes somebody, `?chat=<title>` opens a
 * chat, `?play=<script>&joins=500` plays a script there.
 */
export function followLink(): void {
  const asked = new URLSearchParams(location.search);
  if (asked.size === 0) return;
  history.replaceState(null, '', location.pathname);
  const stop = effect(() => {
    if (!home.value) return;
    queueMicrotask(() => {
      stop();
      follow(asked);
    });
  });
}

function follow(asked: URLSearchParams): void {
  const { as, chat: title, play: script, ...rest } = Object.fromEntries(asked);
  const person = as && personNamed(as);
  if (person) become({ person: person.id });
  else if (as) toast(`There is nobody called “${as}”.`);
  const wanted = title?.toLowerCase();
  const named = [...chats.value.values()].find(({ view }) => view.value.title.toLowerCase() === wanted);
  const chat = named ?? home.value;
  if (wanted && !named) toast(`There is no chat called “${title}”.`);
  if (wanted && chat) open(chat.key);
  if (!script || !chat) return;
  const options = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, Number(value) || 0]));
  void shown(steer('play', { script, chat: chat.view.value.id, options })).then(
    (started) => started && toast(`Playing “${script}”.`),
  );
}
