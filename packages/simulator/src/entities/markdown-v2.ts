import type { MessageEntity } from '@grammyjs/types';
import { fenced } from './markdown.ts';
import { byteOffset, linkEntity, sorted, unparsable } from './marks.ts';

const RESERVED = '_*[]()~`>#+-=|{}.!';

/** Marks that open and close alike, longest first; the name is the one in Telegram's errors. */
const PAIRS = [
  { mark: '__', type: 'underline', name: 'Underline' },
  { mark: '||', type: 'spoiler', name: 'Spoiler' },
  { mark: '_', type: 'italic', name: 'Italic' },
  { mark: '*', type: 'bold', name: 'Bold' },
  { mark: '~', type: 'strikethrough', name: 'Strikethrough' },
] as const;

interface Open {
  name: string;
  mark: string;
  type: (typeof PAIRS)[number]['type'] | 'link' | 'emoji';
  offset: number;
  at: number;
}

/** Parses MarkdownV2; throws Telegram's errors. */
export function parseMarkdownV2(source: string): { text: string; entities: MessageEntity[] } {
  return new Parser(source).parse();
}

class Parser {
  readonly #source: string;
  readonly #open: Open[] = [];
  readonly #entities: MessageEntity[] = [];
  #text = '';
  #at = 0;
  /** Where the open block quotation began in the text. */
  #quotation: number | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): { text: string; entities: MessageEntity[] } {
    while (this.#at < this.#source.length) this.#step();
    this.#endQuotation();
    const unclosed = this.#open.at(-1);
    if (unclosed) throw this.#noEnd(unclosed.name, unclosed.at);
    return { text: this.#text, entities: sorted(this.#entities) };
  }

  #step(): void {
    const source = this.#source;
    const char = source.charAt(this.#at);
    const escaped = source.charCodeAt(this.#at + 1);
    if (char === '\\' && escaped > 0 && escaped <= 126) this.#take(2, source.charAt(this.#at + 1));
    else if (this.#atLineStart() && this.#startsQuotation()) return;
    else if (char === '\n') this.#newLine();
    else if (!RESERVED.includes(char)) this.#take(1, char);
    else if (char === '`') this.#code();
    else if (!this.#closes() && !this.#opens()) {
      throw unparsable(`Character '${char}' is reserved and must be escaped with the preceding '\\'`);
    }
  }

  #take(length: number, text: string): void {
    this.#text += text;
    this.#at += length;
  }

  #atLineStart(): boolean {
    return this.#at === 0 || this.#source[this.#at - 1] === '\n';
  }

  #startsQuotation(): boolean {
    const anew = this.#source.startsWith('**>', this.#at);
    if (!anew && this.#source[this.#at] !== '>') return false;
    if (anew) this.#endQuotation();
    this.#quotation ??= this.#text.length;
    this.#at += anew ? 3 : 1;
    return true;
  }

  #newLine(): void {
    if (this.#source[this.#at + 1] !== '>') this.#endQuotation();
    this.#take(1, '\n');
  }

  #endQuotation(type: 'blockquote' | 'expandable_blockquote' = 'blockquote'): void {
    const offset = this.#quotation;
    this.#quotation = undefined;
    if (offset !== undefined && this.#text.length > offset)
      this.#entities.push({ type, offset, length: this.#text.length - offset });
  }

  #code(): void {
    const fence = this.#source.startsWith('```', this.#at) ? '```' : '`';
    const begin = this.#at + fence.length;
    let end = begin;
    while (end < this.#source.length && !this.#source.startsWith(fence, end)) end += this.#source[end] === '\\' ? 2 : 1;
    if (end >= this.#source.length) throw this.#noEnd(fence === '`' ? 'Code' : 'Pre', this.#at);
    const inner = this.#source.slice(begin, end).replace(/\\([!-~])/g, '$1');
    const { language, code } = fence === '`' ? { language: undefined, code: inner } : fenced(inner);
    const offset = this.#text.length;
    this.#text += code;
    this.#at = end + fence.length;
    if (code === '') return;
    if (fence === '`') this.#entities.push({ type: 'code', offset, length: code.length });
    else this.#entities.push({ type: 'pre', offset, length: code.length, ...(language ? { language } : {}) });
  }

  #closes(): boolean {
    const source = this.#source;
    const top = this.#open.at(-1);
    if (!top) return this.#closesQuotation();
    if (top.mark === '_' && source.startsWith('__', this.#at) && this.#open.some(({ mark }) => mark === '__')) {
      // "___" ends italic, then underline.
      if (!source.startsWith('___', this.#at)) return false;
    } else if (top.mark === '_' && source.startsWith('__', this.#at)) return false;
    if (!source.startsWith(top.mark, this.#at)) return this.#closesQuotation();
    this.#open.pop();
    this.#at += top.mark.length;
    const length = this.#text.length - top.offset;
    if (top.type === 'link' || top.type === 'emoji') this.#link(top, length);
    else if (length > 0) this.#entities.push({ type: top.type, offset: top.offset, length });
    return true;
  }

  /** `||` at the end of a quotation's line makes it expandable. */
  #closesQuotation(): boolean {
    if (this.#quotation === undefined || !/^\|\|(?:\n|$)/.test(this.#source.slice(this.#at, this.#at + 3)))
      return false;
    this.#at += 2;
    this.#endQuotation('expandable_blockquote');
    return true;
  }

  #link(open: Open, length: number): void {
    if (this.#source[this.#at] !== '(') {
      if (open.type === 'link') return;
      throw unparsable(`Custom emoji entity must contain a tg://emoji URL`);
    }
    let end = this.#at + 1;
    while (end < this.#source.length && this.#source[end] !== ')') end += this.#source[end] === '\\' ? 2 : 1;
    if (end >= this.#source.length)
      throw unparsable(`Can't find end of a URL at byte offset ${byteOffset(this.#source, this.#at)}`);
    const url = this.#source.slice(this.#at + 1, end).replace(/\\([!-~])/g, '$1');
    this.#at = end + 1;
    const entity = length > 0 ? linkEntity(url, open.offset, length) : undefined;
    if (entity) this.#entities.push(entity);
  }

  #opens(): boolean {
    const emoji = this.#source.startsWith('![', this.#at);
    if (emoji || this.#source[this.#at] === '[') {
      this.#push(emoji ? 'CustomEmoji' : 'TextUrl', ']', emoji ? 'emoji' : 'link', emoji ? 2 : 1);
      return true;
    }
    const pair = PAIRS.find(({ mark }) => this.#source.startsWith(mark, this.#at));
    if (!pair) return false;
    this.#push(pair.name, pair.mark, pair.type, pair.mark.length);
    return true;
  }

  #push(name: string, mark: string, type: Open['type'], length: number): void {
    this.#open.push({ name, mark, type, offset: this.#text.length, at: this.#at });
    this.#at += length;
  }

  #noEnd(name: string, at: number) {
    return unparsable(`Can't find end of ${name} entity at byte offset ${byteOffset(this.#source, at)}`);
  }
}
