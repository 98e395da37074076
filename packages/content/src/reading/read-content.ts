import { isRaw, type Raw } from '../raw.ts';
import { collect, type FileFound, type Found, type LinkFound, type Words } from './collect.ts';
import { type Folded, fold, foldLookalikes } from './fold.ts';
import { DOUBLES, isEnvelope, isKind, isServiceField } from './places.ts';

/** Words of a message, and how to compare them. */
export interface Passage extends Words {
  /** NFKC, without case and invisible characters. */
  readonly folded: Folded;
  /** … and with letters that look alike as the same. */
  readonly lookalike: Folded;
}

/**
 * Everything a message says and holds, each thing once. `place` is always the field of Telegram's message object
 * (`text`, `poll`, `external_reply`, `reply_markup` …), so that a watcher can leave places out.
 */
export interface MessageContent {
  readonly isEdit: boolean;
  readonly passages: readonly Passage[];
  /** Targets of links: in text, behind text, of buttons and previews. */
  readonly links: readonly LinkFound[];
  readonly files: readonly FileFound[];
  /** What it is, by Telegram's names: `text`, `photo`, `poll`, `story`, `giveaway` …; several for a captioned kind. */
  readonly kinds: ReadonlySet<string>;
  /** The kind of a service message, `new_chat_members` for example. */
  readonly service: string | undefined;
  /** Telegram's own objects of what is not words: the bot it was sent through, the chat it speaks as, where it is from. */
  readonly viaBot: Raw | undefined;
  readonly senderChat: Raw | undefined;
  readonly forwardOrigin: Raw | undefined;
  readonly externalReply: Raw | undefined;
}

const readings = new WeakMap<object, MessageContent>();

/**
 * The one reading of a message, new or edited: read when first asked for, and once.
 * @param message anything that carries Telegram's own message object
 */
export function readContent({ raw }: { readonly raw: Raw }): MessageContent {
  const known = readings.get(raw);
  if (known) return known;
  const content = new LazyContent(raw);
  readings.set(raw, content);
  return content;
}

class LazyContent implements MessageContent {
  readonly #raw: Raw;
  #found: Found | undefined;
  #passages: readonly Passage[] | undefined;
  #kinds: ReadonlySet<string> | undefined;

  constructor(raw: Raw) {
    this.#raw = raw;
  }

  get isEdit(): boolean {
    return this.#raw.edit_date !== undefined;
  }

  get passages(): readonly Passage[] {
    this.#passages ??= this.#all.words.map((words) => new LazyPassage(words));
    return this.#passages;
  }

  get links(): readonly LinkFound[] {
    return this.#all.links;
  }

  get files(): readonly FileFound[] {
    return this.#all.files;
  }

  get kinds(): ReadonlySet<string> {
    this.#kinds ??= new Set(fieldsOf(this.#raw).filter(isKind));
    return this.#kinds;
  }

  get service(): string | undefined {
    return fieldsOf(this.#raw).find(isServiceField);
  }

  get viaBot(): Raw | undefined {
    return objectIn(this.#raw.via_bot);
  }

  get senderChat(): Raw | undefined {
    return objectIn(this.#raw.sender_chat);
  }

  get forwardOrigin(): Raw | undefined {
    return objectIn(this.#raw.forward_origin);
  }

  get externalReply(): Raw | undefined {
    return objectIn(this.#raw.external_reply);
  }

  get #all(): Found {
    this.#found ??= findAll(this.#raw);
    return this.#found;
  }
}

class LazyPassage implements Passage {
  readonly place: string;
  readonly text: string;
  #folded: Folded | undefined;
  #lookalike: Folded | undefined;

  constructor({ place, text }: Words) {
    this.place = place;
    this.text = text;
  }

  get folded(): Folded {
    this.#folded ??= fold(this.text);
    return this.#folded;
  }

  get lookalike(): Folded {
    this.#lookalike ??= foldLookalikes(this.text);
    return this.#lookalike;
  }
}

const objectIn = (value: unknown): Raw | undefined => (isRaw(value) ? value : undefined);

const fieldsOf = (raw: Raw): string[] => {
  const doubled = DOUBLES.filter(([of]) => raw[of] !== undefined).map(([, again]) => again);
  return Object.keys(raw).filter((field) => !doubled.includes(field));
};

function findAll(raw: Raw): Found {
  const found: Found = { words: [], links: [], files: [] };
  for (const field of fieldsOf(raw)) if (!isEnvelope(field)) collect(field, raw, found);
  return found;
}
