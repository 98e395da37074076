import type { Act } from '@alita/simulator';
import { useSignalEffect } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { act } from '../state/api.ts';
import { nameById, senderOf } from '../state/names.ts';
import { addressOf, drafting, persona, suggestion, topic } from '../state/scene.ts';
import { type Chat, chats, postOf } from '../state/store.ts';
import { Icon } from '../ui/icons.tsx';
import { Attach } from './attach.tsx';
import { commandsHere } from './commands.ts';
import { type Speech, sendFiles } from './files.ts';
import { gist } from './service.ts';

const SUGGESTED = 8;

/** The message box: text, files and more, commands by `/`; an answer or a correction when one was begun. */
export function Composer({ chat }: { chat: Chat }) {
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const box = useRef<HTMLTextAreaElement>(null);
  const draft = drafting.value;
  const about = draft && postOf(chat, draft.messageId);
  const me = persona.value;

  useSignalEffect(() => {
    if (suggestion.value === undefined) return;
    setText(suggestion.value);
    suggestion.value = undefined;
    box.current?.focus();
  });
  useSignalEffect(() => {
    const begun = drafting.value;
    const post = begun && chat.posts.peek().find(({ message }) => message.message_id === begun.messageId);
    if (begun?.kind === 'edit') setText(post?.message.text ?? post?.message.caption ?? '');
    if (begun) box.current?.focus();
  });

  const [, typed] = /^\/(\w*)$/.exec(text) ?? [];
  const offers =
    typed === undefined
      ? []
      : commandsHere()
          .filter(({ command }) => command.startsWith(typed))
          .slice(0, SUGGESTED);
  const active = offers[Math.min(marked, offers.length - 1)];

  const place = { who: me.person, chat: addressOf(chat) };
  const speech: Speech = {
    ...place,
    ...(draft?.kind === 'reply' ? { replyTo: draft.messageId } : {}),
    ...(topic.value === undefined ? {} : { topic: topic.value }),
    ...(me.as === undefined ? {} : { as: me.as }),
  };

  async function send(deed: Act): Promise<void> {
    if (await act(deed)) empty();
  }

  function empty(): void {
    setText('');
    drafting.value = undefined;
  }

  function submit(): void {
    if (text.trim() === '') return;
    if (draft?.kind === 'edit') void send({ act: 'edits', ...place, messageId: draft.messageId, text });
    else void send({ act: 'says', ...speech, text: text.trim() });
  }

  async function attach(files: FileList | undefined): Promise<void> {
    if (files?.length && (await sendFiles(speech, [...files], text.trim()))) empty();
  }

  function complete(command: string): void {
    setText(`/${command} `);
    box.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (offers.length > 0 && step) setMarked((at) => (at + step + offers.length) % offers.length);
    else if (active && (event.key === 'Tab' || (event.key === 'Enter' && active.command !== typed)))
      complete(active.command);
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit();
    else if (event.key === 'Escape' && draft) drafting.value = undefined;
    else return;
    event.preventDefault();
  }

  return (
    <div class="composer">
      {offers.length > 0 && (
        <div class="commands" id="commands" role="listbox" aria-label="Commands of the bot">
          {offers.map(({ command, description }, i) => (
            <button
              key={command}
              id={`command-${i}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={offers[i] === active}
              onClick={() => complete(command)}
            >
              <b>/{command}</b>
              <span>{description}</span>
            </button>
          ))}
        </div>
      )}
      {draft && about && (
        <div class="draft">
          <Icon name={draft.kind === 'edit' ? 'edit' : 'reply'} />
          <p>
            <b>{draft.kind === 'edit' ? 'Edit' : `Reply to ${senderOf(about.message).name}`}</b>
            <span>{gist(about.message)}</span>
          </p>
          <button
            type="button"
            class="icon-button"
            aria-label="Not any more"
            onClick={() => {
              if (draft.kind === 'edit') setText('');
              drafting.value = undefined;
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
      <div class="box">
        <Attach speech={speech} caption={text.trim()} onSent={empty} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <textarea
            ref={box}
            rows={1}
            value={text}
            aria-label={`Message as ${voiceName(me.person, me.as)}`}
            placeholder={`Message as ${voiceName(me.person, me.as)}`}
            aria-controls={offers.length > 0 ? 'commands' : undefined}
            aria-autocomplete="list"
            aria-activedescendant={active ? `command-${offers.indexOf(active)}` : undefined}
            onInput={({ currentTarget }) => {
              setText(currentTarget.value);
              setMarked(0);
            }}
            onKeyDown={onKeyDown}
            onPaste={({ clipboardData }) => void attach(clipboardData?.files)}
          />
          <button type="submit" class="send" aria-label="Send" disabled={text.trim() === ''}>
            <Icon name="send" size={20} />
          </button>
        </form>
      </div>
    </div>
  );
}

function voiceName(person: number, as: number | undefined): string {
  return (as !== undefined && chats.value.get(String(as))?.view.value.title) || nameById(person);
}
