import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { act } from '../state/api.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { openMenu } from '../ui/menu.tsx';
import { type Speech, sendFiles } from './files.ts';

const STICKERS = ['🙂', '😂', '😍', '😎', '😢', '😡', '🎉', '👋', '🔥', '💩'];

interface AttachProps {
  speech: Speech;
  /** What stands in the message box. */
  caption: string;
  onSent: () => void;
}

/** The menu of what a person can send besides text. */
export function Attach({ speech, caption, onSent }: AttachProps) {
  const media = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState<'sticker' | 'poll'>();

  async function finish(sending: Promise<boolean>): Promise<void> {
    setAsked(undefined);
    if (await sending) onSent();
  }

  function choose({ currentTarget }: { currentTarget: HTMLElement }): void {
    const { left, top } = currentTarget.getBoundingClientRect();
    openMenu(left, top, 'What to send', [
      { text: 'Pictures or videos', icon: 'picture', run: () => media.current?.click() },
      { text: 'File', icon: 'file', run: () => file.current?.click() },
      {
        text: 'Voice message',
        icon: 'speaker',
        run: () => void finish(act({ act: 'sends', ...speech, kind: 'voice', ...(caption ? { caption } : {}) })),
      },
      { text: 'Sticker', icon: 'smile', run: () => setAsked('sticker') },
      { text: 'Poll', icon: 'poll', run: () => setAsked('poll') },
    ]);
  }

  const files = (label: string, input: typeof media, accept?: string) => (
    <input
      ref={input}
      type="file"
      hidden
      multiple
      accept={accept}
      aria-label={label}
      onChange={({ currentTarget }) => {
        void finish(sendFiles(speech, [...(currentTarget.files ?? [])], caption));
        currentTarget.value = '';
      }}
    />
  );
  return (
    <>
      <button
        type="button"
        class="icon-button attach"
        aria-label="Send something else than text"
        aria-haspopup="menu"
        onClick={choose}
      >
        <Icon name="attach" size={20} />
      </button>
      {files('Pictures or videos to send', media, 'image/*,video/*')}
      {files('Files to send', file)}
      {asked === 'sticker' && (
        <Stickers
          onClose={() => setAsked(undefined)}
          onChoose={(emoji) => void finish(act({ act: 'sends', ...speech, kind: 'sticker', emoji }))}
        />
      )}
      {asked === 'poll' && (
        <NewPoll
          onClose={() => setAsked(undefined)}
          onAsk={(poll) => void finish(act({ act: 'asks', ...speech, ...poll }))}
        />
      )}
    </>
  );
}

function Stickers({ onChoose, onClose }: { onChoose: (emoji: string) => void; onClose: () => void }) {
  return (
    <Dialog title="Send a sticker" onClose={onClose}>
      <div class="stickers">
        {STICKERS.map((emoji) => (
          <button key={emoji} type="button" class="icon-button" onClick={() => onChoose(emoji)}>
            {emoji}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

interface Poll {
  question: string;
  answers: string[];
  anonymous: boolean;
  multiple: boolean;
}

function NewPoll({ onAsk, onClose }: { onAsk: (poll: Poll) => void; onClose: () => void }) {
  function ask(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const lines = (name: string): string[] =>
      String(fields.get(name))
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    onAsk({
      question: lines('question').join(' '),
      answers: lines('answers'),
      anonymous: fields.has('anonymous'),
      multiple: fields.has('multiple'),
    });
  }
  return (
    <Dialog title="New poll" onClose={onClose}>
      <form class="form" onSubmit={ask}>
        <label>
          Question
          <input class="field" name="question" required maxLength={300} autocomplete="off" />
        </label>
        <label>
          Answers, one a line
          <textarea class="field" name="answers" required rows={4} />
        </label>
        <label class="check">
          <input type="checkbox" name="anonymous" defaultChecked /> Nobody sees who voted for what
        </label>
        <label class="check">
          <input type="checkbox" name="multiple" /> Several answers may be chosen
        </label>
        <div class="actions">
          <button type="submit" class="button primary">
            Ask
          </button>
        </div>
      </form>
    </Dialog>
  );
}
