import type { PostView } from '@alita/simulator';
import type { Message } from '@grammyjs/types';
import { act } from '../state/api.ts';
import { sizeOf } from '../state/names.ts';
import { addressOf, type Persona } from '../state/scene.ts';
import type { Chat } from '../state/store.ts';
import { Icon, type IconName } from '../ui/icons.tsx';

const fileUrl = (id: string): string => `/sim/files/${id}`;

/** What a message carries besides text. */
export function Media({ post, chat, persona }: { post: PostView; chat: Chat; persona: Persona }) {
  const { message } = post;
  const photo = message.photo?.at(-1) ?? message.live_photo?.photo?.at(-1);
  if (photo)
    return <Picture id={photo.file_id} width={photo.width} height={photo.height} alt={message.caption ?? 'Picture'} />;
  if (message.poll) return <Poll post={post} chat={chat} persona={persona} />;
  if (message.dice) return <p class="big">{`${message.dice.emoji} ${message.dice.value}`}</p>;
  if (message.sticker) return <p class="sticker">{message.sticker.emoji ?? '🙂'}</p>;
  const file = fileOf(message);
  return file ? <FileChip {...file} /> : null;
}

/** A picture at its size, so that nothing jumps when it arrives; without bytes it shows its place. */
function Picture({ id, width, height, alt }: { id: string; width: number; height: number; alt: string }) {
  return (
    <a
      class="picture"
      href={fileUrl(id)}
      target="_blank"
      rel="noreferrer"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <img
        src={fileUrl(id)}
        alt={alt}
        width={width}
        height={height}
        onError={({ currentTarget }) => currentTarget.closest('a')?.classList.add('empty')}
      />
    </a>
  );
}

interface FileProps {
  icon: IconName;
  name: string;
  about: string;
  id?: string;
}

function fileOf(message: Message): FileProps | undefined {
  const { animation, video, video_note, audio, voice, document, contact, location, venue } = message;
  const media = animation ?? video ?? video_note;
  if (media) {
    const name = animation ? 'Animation' : video ? 'Video' : 'Video note';
    return { icon: 'play', name, about: `${media.duration} s · ${sizeOf(media.file_size ?? 0)}`, id: media.file_id };
  }
  const sound = audio ?? voice;
  if (sound)
    return {
      icon: 'speaker',
      name: audio?.title ?? (audio ? 'Audio' : 'Voice message'),
      about: `${sound.duration} s`,
      id: sound.file_id,
    };
  if (document)
    return {
      icon: 'file',
      name: document.file_name ?? 'File',
      about: sizeOf(document.file_size ?? 0),
      id: document.file_id,
    };
  if (contact) return { icon: 'person', name: contact.first_name, about: contact.phone_number };
  const place = venue?.location ?? location;
  return place && { icon: 'pin', name: venue?.title ?? 'Location', about: `${place.latitude}, ${place.longitude}` };
}

function FileChip({ icon, name, about, id }: FileProps) {
  const inside = (
    <>
      <span class="file-icon">
        <Icon name={icon} />
      </span>
      <span>
        <b>{name}</b>
        <small>{about}</small>
      </span>
    </>
  );
  return id ? (
    <a class="file" href={fileUrl(id)} download={name}>
      {inside}
    </a>
  ) : (
    <div class="file">{inside}</div>
  );
}

function Poll({ post, chat, persona }: { post: PostView; chat: Chat; persona: Persona }) {
  const { poll, message_id: messageId } = post.message;
  if (!poll) return null;
  const mine = post.votes.find(({ user }) => user === persona.person)?.options ?? [];
  const vote = (option: number) =>
    act({
      act: 'votes',
      who: persona.person,
      chat: addressOf(chat),
      messageId,
      options: mine.includes(option) ? [] : poll.allows_multiple_answers ? [...mine, option] : [option],
    });
  return (
    <fieldset class="poll">
      <legend>{poll.question}</legend>
      {poll.options.map(({ text, voter_count: count }, i) => (
        <button
          key={text}
          type="button"
          aria-pressed={mine.includes(i)}
          disabled={poll.is_closed}
          style={{ '--share': `${poll.total_voter_count ? (100 * count) / poll.total_voter_count : 0}%` }}
          onClick={() => void vote(i)}
        >
          <span>{text}</span>
          <span>{count}</span>
        </button>
      ))}
      <small>
        {poll.total_voter_count === 1 ? '1 vote' : `${poll.total_voter_count} votes`}
        {poll.is_closed ? ', closed' : ''}
      </small>
    </fieldset>
  );
}
