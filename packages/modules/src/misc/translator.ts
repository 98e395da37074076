import { z } from '@alita/kit';

/** What became of a text: put into another language, or what went wrong on the way. */
export type Translated =
  | { readonly ok: true; readonly text: string; readonly from: string }
  | { readonly ok: false; readonly problem: 'unreachable' | 'unreadable' | 'malformed' };

/** Puts a text into the language `to`, whatever it is in. Takes no longer than an ask, and never throws. */
export type Translator = (text: string, to: string) => Promise<Translated>;

export interface TranslatorOptions {
  /** Asked with the parameters `sl` (`auto`), `tl` and `q`; answers `[["text", "language it was in"]]`. */
  readonly url: string | URL;
  readonly timeoutMs?: number;
}

/** A language code as it is typed and told: `es`, `pt-BR`, `zh-Hant`. */
export const LANGUAGE_CODE = /^[a-z]{2,3}(?:-(?:[a-z]{2}|[a-z]{4}|\d{3}))?$/i;

const LARGEST_ANSWER = 1_048_576;
const Answer = z
  .string()
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      context.addIssue('expected JSON');
      return z.NEVER;
    }
  })
  .pipe(z.tuple([z.tuple([z.string().min(1), z.string().regex(LANGUAGE_CODE)], z.unknown())], z.unknown()));

/** A translator behind an HTTP address, which is asked as it is: a redirect elsewhere is not followed. */
export function createTranslator({ url, timeoutMs = 3_000 }: TranslatorOptions): Translator {
  return async (q, tl) => {
    const address = new URL(url);
    for (const [name, value] of Object.entries({ sl: 'auto', tl, q })) address.searchParams.set(name, value);
    const request = { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) } as const;
    const response = await fetch(address, request).catch(() => undefined);
    if (!response) return { ok: false, problem: 'unreachable' };
    const body = await bodyOf(response).catch(() => undefined);
    if (body === undefined) return { ok: false, problem: 'unreadable' };
    const { success, data } = Answer.safeParse(body);
    if (!success) return { ok: false, problem: 'malformed' };
    const [[text, from]] = data;
    return { ok: true, text, from };
  };
}

/** The text of a good answer; undefined when it is none, or so long that it cannot be meant. */
async function bodyOf({ ok, body }: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (!ok || size > LARGEST_ANSWER) return undefined;
    parts.push(part);
  }
  return ok ? Buffer.concat(parts).toString() : undefined;
}
