import type { MessageEntity } from '@grammyjs/types';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { openProfile } from '../people/profile.tsx';
import { suggestion } from '../state/scene.ts';
import { type Marked, nest } from './entities.ts';

/** A message's text with everything that is marked in it. */
export function Text({ text, entities }: { text: string; entities?: readonly MessageEntity[] | undefined }) {
  return <div class="text">{nest(text, entities).map(render)}</div>;
}

function render(part: Marked, key: number): ComponentChildren {
  if (typeof part === 'string') return part;
  return (
    <Mark key={key} entity={part.entity} text={part.text}>
      {part.inside.map(render)}
    </Mark>
  );
}

interface MarkProps {
  entity: MessageEntity;
  text: string;
  children: ComponentChildren;
}

function Mark({ entity, text, children }: MarkProps) {
  switch (entity.type) {
    case 'bold':
      return <strong>{children}</strong>;
    case 'italic':
      return <em>{children}</em>;
    case 'underline':
      return <u>{children}</u>;
    case 'strikethrough':
      return <s>{children}</s>;
    case 'code':
      return <code>{children}</code>;
    case 'pre':
      return (
        <pre>
          <code>{children}</code>
        </pre>
      );
    case 'blockquote':
    case 'expandable_blockquote':
      return <blockquote>{children}</blockquote>;
    case 'spoiler':
      return <Spoiler>{children}</Spoiler>;
    case 'text_link':
      return <Link url={entity.url}>{children}</Link>;
    case 'url':
      return <Link url={/^\w+:/.test(text) ? text : `https://${text}`}>{children}</Link>;
    case 'text_mention':
      return (
        <button type="button" class="link" onClick={() => openProfile(entity.user.id)}>
          {children}
        </button>
      );
    case 'bot_command':
      return (
        <button
          type="button"
          class="link"
          title="Put into the message box"
          onClick={() => {
            suggestion.value = text;
          }}
        >
          {children}
        </button>
      );
    case 'mention':
    case 'hashtag':
    case 'cashtag':
    case 'email':
    case 'phone_number':
      return <span class="tag">{children}</span>;
    default:
      return <>{children}</>;
  }
}

/** Only addresses a browser opens without running anything; `tg://user?id=` names a person. */
function Link({ url, children }: { url: string; children: ComponentChildren }) {
  const [, user] = /^tg:\/\/user\?id=(\d+)$/.exec(url) ?? [];
  if (user)
    return (
      <button type="button" class="link" onClick={() => openProfile(Number(user))}>
        {children}
      </button>
    );
  if (!/^https?:\/\//i.test(url)) return <span class="tag">{children}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

function Spoiler({ children }: { children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return isOpen ? (
    <span class="spoiler open">{children}</span>
  ) : (
    <button type="button" class="spoiler" aria-label="Show the hidden text" onClick={() => setOpen(true)}>
      {children}
    </button>
  );
}
