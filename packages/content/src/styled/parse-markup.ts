import { oneLine } from '../one-line.ts';
import { Brackets } from './brackets.ts';
import { type Declared, declarationIn, unescapeTarget } from './declaration.ts';
import { canClose, canOpen, isSpace } from './flanks.ts';
import {
  customEmoji,
  dateTime,
  type Look,
  type Mark,
  type Quote,
  type Style,
  type Styled,
  textLink,
} from './styled.ts';
import { JOINER } from './to-markup.ts';

/** What markup says: a text and its looks, the buttons declared in it, the `{tags}` that were asked for and found. */
export interface Parsed extends Styled {
  readonly buttons: readonly Declared[];
  readonly tags: ReadonlySet<string>;
}

const STOPS = /[\\\n`*_~|[\]{\u2060]/g;
const ESCAPABLE = /[\\_*[\]()~`>#+\-=|{}.!%:\u2060]/;
const ESCAPABLE_IN_CODE = /[\\`{%\u2060]/;
const EMOJI = /^tg:\/\/emoji\?id=(\d+)$/;
const TIME = /^tg:\/\/time\?unix=(\d+)(?:&format=(\w*))?$/;

const STYLE_OF: Readonly<Record<string, Style>> = {
  '*': 'bold',
  _: 'italic',
  __: 'underline',
  '~': 'strikethrough',
  '||': 'spoiler',
};

/**
 * Reads the tolerant dialect (CE-15…26, grammar in the README). Never fails: what is not well-formed is text. Takes
 * time in proportion to the text.
 * @param source what was typed, with the looks the sender's client gave it; nothing is read in its code
 * @param tags names of the option tags to take out
 */
export function parseMarkup(source: Styled, tags: readonly string[] = []): Parsed {
  return new Parser(source, tags).parse();
}

/**
 * One pass from left to right. Markup is not cut out while reading, only noted as hidden, so that every position stays
 * a position in the source until the end.
 */
class Parser {
  readonly #source: string;
  readonly #tag: RegExp | undefined;
  readonly #hidden: Uint8Array;
  readonly #marks: Mark[];
  readonly #buttons: Declared[] = [];
  readonly #tags = new Set<string>();
  readonly #brackets: Brackets;
  /** Code the client marked, in order: left as it is. */
  readonly #code: readonly Mark[];
  #nextCode = 0;
  #open: { readonly marker: string; readonly at: number }[] = [];
  #quote: number | undefined;
  /** Fences no closing one was found for: none will be found further on either. */
  readonly #unclosed = new Set<string>();
  #at = 0;

  constructor({ text, marks }: Styled, tags: readonly string[]) {
    this.#source = text;
    this.#marks = [...marks];
    this.#hidden = new Uint8Array(text.length);
    this.#brackets = new Brackets(text);
    this.#tag = tags.length > 0 ? new RegExp(`\\{(${tags.join('|')})\\}`, 'iy') : undefined;
    this.#code = marks
      .filter(({ look }) => look.type === 'code' || look.type === 'pre')
      .sort((a, b) => a.from - b.from);
  }

  parse(): Parsed {
    this.#beginLine();
    while (this.#at < this.#source.length) {
      STOPS.lastIndex = this.#at;
      const stop = STOPS.exec(this.#source)?.index ?? this.#source.length;
      const code = this.#codeBefore(stop);
      this.#at = code ? Math.max(code.to, this.#at) : stop;
      if (!code && stop < this.#source.length) this.#step(this.#source.charAt(stop));
    }
    this.#endQuote(this.#source.length);
    return { ...this.#visible(), buttons: this.#buttons, tags: this.#tags };
  }

  #codeBefore(stop: number): Mark | undefined {
    const code = this.#code[this.#nextCode];
    if (!code || code.from > stop) return undefined;
    this.#nextCode++;
    return code;
  }

  #step(char: string): void {
    if (char === '\\') this.#escape(ESCAPABLE);
    else if (char === '\n') this.#newline();
    else if (char === '`') this.#fence();
    else if (char === '[') this.#brackets.open(this.#at++);
    else if (char === ']') this.#link();
    else if (char === '{') this.#optionTag();
    else if (char === JOINER) this.#hide(this.#at, ++this.#at);
    else this.#marker(char);
  }

  #hide(from: number, to: number): void {
    this.#hidden.fill(1, from, to);
  }

  #mark(look: Look, from: number, to: number): void {
    this.#marks.push({ look, from, to });
  }

  #escape(escapable: RegExp): void {
    const next = this.#source.charAt(this.#at + 1);
    if (!escapable.test(next)) {
      this.#at++;
      return;
    }
    this.#hide(this.#at, this.#at + 1);
    if (next === '{') this.#mark({ type: 'literal' }, this.#at + 1, this.#at + 2);
    this.#at += 2;
  }

  #newline(): void {
    const end = this.#at++;
    if (this.#source[this.#at] !== '>') this.#endQuote(end);
    this.#beginLine();
  }

  #beginLine(): void {
    const isAnew = this.#source.startsWith('**>', this.#at);
    if (!isAnew && this.#source[this.#at] !== '>') return;
    if (isAnew) this.#endQuote(this.#at - 1);
    const from = this.#at;
    this.#at += isAnew ? 3 : 1;
    this.#hide(from, this.#at);
    this.#quote ??= this.#at;
  }

  #endQuote(end: number): void {
    if (this.#quote === undefined) return;
    const bars = end - 2;
    const hasBars = bars > this.#quote && this.#source.startsWith('||', bars);
    const isExpandable = hasBars && this.#isPlain(bars) && this.#isPlain(bars + 1);
    if (isExpandable) this.#hide(bars, end);
    const look: Quote = { type: isExpandable ? 'expandable_blockquote' : 'blockquote' };
    this.#mark(look, this.#quote, end);
    this.#quote = undefined;
  }

  /** Neither markup itself nor escaped. */
  #isPlain(at: number): boolean {
    return !this.#hidden[at] && !(this.#hidden[at - 1] && this.#source[at - 1] === '\\');
  }

  #marker(char: string): void {
    const marker = this.#markerAt(char);
    const end = this.#at + marker.length;
    const closes = STYLE_OF[marker] && canClose(this.#source, this.#at, end);
    const opening = this.#open.findIndex((open) => open.marker === marker);
    const opened = this.#open[opening];
    if (closes && opened && opened.at + marker.length < this.#at) {
      this.#hide(opened.at, opened.at + marker.length);
      this.#hide(this.#at, end);
      this.#mark({ type: STYLE_OF[marker] ?? 'bold' }, opened.at, end);
      this.#open.length = opening;
    } else if (!opened && STYLE_OF[marker] && canOpen(this.#source, this.#at, end)) {
      this.#open.push({ marker, at: this.#at });
    }
    this.#at = end;
  }

  /** Two underscores are one marker, unless three end an italic that began last (CE-17). */
  #markerAt(char: string): string {
    if (!this.#source.startsWith(char + char, this.#at)) return char;
    if (char === '|') return '||';
    if (char !== '_') return char;
    const endsItalic = this.#source.startsWith('___', this.#at) && this.#open.at(-1)?.marker === '_';
    return endsItalic ? '_' : '__';
  }

  #fence(): void {
    const fence = this.#source.startsWith('```', this.#at) ? '```' : '`';
    const begin = this.#at + fence.length;
    const isCode = fence === '`';
    const end = isCode && !canOpen(this.#source, this.#at, begin) ? undefined : this.#closingFence(fence, begin);
    if (end === undefined) {
      this.#at = begin;
      return;
    }
    const [from, to] = isCode ? [begin, end] : this.#block(begin, end);
    this.#hide(this.#at, from);
    this.#hide(to, end + fence.length);
    const language = this.#source.slice(begin, from).trim() || undefined;
    this.#mark(isCode ? { type: 'code' } : { type: 'pre', language }, from, to);
    this.#at = from;
    while (this.#at < to) this.#codeCharacter(to);
    this.#at = end + fence.length;
  }

  #closingFence(fence: string, begin: number): number | undefined {
    if (this.#unclosed.has(fence)) return undefined;
    for (let at = begin; at < this.#source.length; at++) {
      const char = this.#source[at];
      if (char === '\\' && ESCAPABLE_IN_CODE.test(this.#source.charAt(at + 1))) at++;
      else if (char !== '`' || at === begin || !this.#source.startsWith(fence, at)) continue;
      else if (fence === '```' || canClose(this.#source, at, at + 1)) return at;
    }
    this.#unclosed.add(fence);
    return undefined;
  }

  /** The code of a block: without the line of its language and the line break before the closing fence. */
  #block(begin: number, end: number): [from: number, to: number] {
    const line = this.#source.indexOf('\n', begin);
    if (line < 0 || line >= end) return [begin, end];
    return [line + 1, end - 1 > line && this.#source[end - 1] === '\n' ? end - 1 : end];
  }

  #codeCharacter(to: number): void {
    const char = this.#source[this.#at];
    if (char === '\\' && this.#at + 1 < to) this.#escape(ESCAPABLE_IN_CODE);
    else if (char === JOINER) this.#hide(this.#at, ++this.#at);
    else this.#at++;
  }

  #optionTag(): void {
    if (this.#tag) this.#tag.lastIndex = this.#at;
    const [whole = '{', name] = this.#tag?.exec(this.#source) ?? [];
    if (name) {
      this.#tags.add(name.toLowerCase());
      this.#remove(this.#at, this.#at + whole.length);
    }
    this.#at += whole.length;
  }

  #link(): void {
    const link = this.#brackets.close(this.#at);
    if (!link) {
      this.#at++;
      return;
    }
    const { opening, label, target, end } = link;
    const button = declarationIn(target);
    const special = this.#specialLink(opening, target);
    const look = special ?? textLink(unescapeTarget(target));
    if (button) {
      this.#buttons.push({ ...button, label: this.#shown(opening + 1, label) });
      this.#remove(opening, end);
    } else if (look) {
      this.#mark(look, opening + 1, label);
      this.#hide(special ? opening - 1 : opening, opening + 1);
      this.#hide(label, end);
    }
    this.#open = this.#open.filter(({ at }) => at < opening);
    this.#at = end;
  }

  #specialLink(opening: number, target: string): Look | undefined {
    if (this.#source[opening - 1] !== '!' || !this.#isPlain(opening - 1)) return undefined;
    const [, unix, format] = TIME.exec(target) ?? [];
    return customEmoji(EMOJI.exec(target)?.[1]) ?? dateTime(unix, format);
  }

  /** Takes something out of the text together with one of the blanks around it. */
  #remove(from: number, to: number): void {
    const isAfterBlank = from === 0 || isSpace(this.#source, from - 1);
    this.#hide(from, isAfterBlank && isSpace(this.#source, to) ? to + 1 : to);
  }

  #shown(from: number, to: number): string {
    let text = '';
    for (let at = from; at < to; at++) if (!this.#hidden[at]) text += this.#source[at];
    return oneLine(text);
  }

  /** The text without what is hidden, and the marks moved accordingly. */
  #visible(): Styled {
    const moved = new Uint32Array(this.#source.length + 1);
    const shown = new Uint16Array(this.#source.length);
    let size = 0;
    for (let at = 0; at < this.#source.length; at++) {
      moved[at] = size;
      if (!this.#hidden[at]) shown[size++] = this.#source.charCodeAt(at);
    }
    moved[this.#source.length] = size;
    const place = (at: number): number => moved[Math.min(Math.max(at, 0), this.#source.length)] ?? 0;
    const marks = this.#marks.map(({ look, from, to }) => ({ look, from: place(from), to: place(to) }));
    return { text: Buffer.from(shown.buffer, 0, size * 2).toString('utf16le'), marks };
  }
}
