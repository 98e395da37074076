import type { Outcome, Refusal } from '@alita/kit';
import { type ApiAnswer, type ApiRefusal, NoAnswer } from './answer.ts';
import { type CallClass, classOf } from './methods.ts';

/** What became of one try of a call, and whether it is to be tried again. */
export interface Verdict {
  readonly outcome: Outcome;
  /** Telegram says wait (429): milliseconds, and for whom. */
  readonly wait?: { readonly ms: number; readonly scope: 'chat' | 'bot' };
  /** Nothing was decided (network, 5xx): worth another try while the call lives. */
  readonly retry?: true;
  /** What Telegram said (`code` 0 when it said nothing), for logs and metrics. */
  readonly error?: { readonly code: number; readonly text: string };
  /** The group became a supergroup with this id; the call belongs there now. */
  readonly movedTo?: number;
}

interface Rule {
  readonly text: RegExp;
  readonly refusal?: Refusal;
  /** Sends are refused for this reason instead. */
  readonly send?: Refusal;
  /** For these methods it means that things are as they should be. */
  readonly already?: RegExp;
}

/** Telegram has one code for many reasons; within 400 and 403 only the text tells them apart. First match decides. */
const RULES: readonly Rule[] = [
  { text: /not[ _]modified/i, already: /^(?:edit|set)/, refusal: 'invalid' },
  { text: /message to delete not found/i, already: /^deleteMessage/, refusal: 'message-gone' },
  { text: /message can't be (?:deleted|edited)/i, refusal: 'too-old' },
  { text: /query is too old|query id is invalid/i, refusal: 'expired' },
  { text: /hide_requester_missing/i, already: /JoinRequest$/, refusal: 'user-unknown' },
  { text: /user_already_participant/i, already: /^approve/, refusal: 'invalid' },
  { text: /user is an administrator|user_admin_invalid|can't \w+ self/i, refusal: 'is-admin' },
  { text: /chat (?:owner|creator)|user_creator/i, refusal: 'is-owner' },
  {
    text: /user[_ ]not[_ ]participant|(?:participant|member) not found/i,
    already: /^unban/,
    refusal: 'not-member',
  },
  {
    text: /user not found|(?:user|participant|peer)_id_invalid|invalid user_id|user_deleted|input_user_deactivated/i,
    refusal: 'user-unknown',
  },
  { text: /topic_(?:closed|deleted|id_invalid)|thread not found/i, refusal: 'topic-closed' },
  { text: /chat_restricted|chat_(?:write|send_\w+)_forbidden/i, refusal: 'cannot-speak' },
  { text: /rights to send/i, refusal: 'cannot-speak' },
  {
    text: /bot (?:is not a member|was (?:kicked|blocked))|user is deactivated|chat was de(?:activated|leted)/i,
    refusal: 'chat-gone',
  },
  { text: /chat not found|upgraded to a supergroup|channel_private/i, refusal: 'chat-gone' },
  { text: /(?:only|available) for supergroup|supergroup.*only|supergroups?$/i, refusal: 'supergroup-only' },
  {
    text: /message (?:to \w+ |to be \w+ )?not found|message_id_invalid|messages? to .* not found/i,
    refusal: 'message-gone',
  },
  {
    text: /not enough rights|have no rights|administrator rights|chat_admin_required|(?:right|delete)_forbidden/i,
    refusal: 'no-rights',
    send: 'cannot-speak',
  },
];

const UNDECIDED: Outcome = { ok: false, refusal: 'unknown' };
const SERVER_IS_TO_BLAME = 500;
/** Added to what Telegram says, because clocks differ. */
const MARGIN_MS = 250;

/** Reads an answer, or the error thrown in its place, once and for all. Other errors than `NoAnswer` are thrown on. */
export function classify(method: string, answer: ApiAnswer | Error): Verdict {
  if (answer instanceof NoAnswer) return { outcome: UNDECIDED, retry: true, error: { code: 0, text: answer.message } };
  if (answer instanceof Error) throw answer;
  if (answer.ok) return { outcome: done(method, answer.result) };
  return { ...refused(method, answer), error: { code: answer.error_code, text: answer.description } };
}

/** Whole messages are not carried around: of what was sent or changed the id is enough. */
function done(method: string, result: unknown): Outcome {
  if (classOf(method) === 'read') return { ok: true, result };
  const first: unknown = Array.isArray(result) ? result[0] : result;
  if (typeof first === 'object' && first !== null && 'message_id' in first && typeof first.message_id === 'number')
    return { ok: true, messageId: first.message_id };
  return result === true ? { ok: true } : { ok: true, result };
}

function refused(method: string, { error_code: code, description, parameters = {} }: ApiRefusal): Verdict {
  if (code === 429) {
    const scope = /^(?:get|set|delete)My|^answer/.test(method) ? 'bot' : 'chat';
    return {
      outcome: UNDECIDED,
      wait: { ms: (parameters.retry_after ?? 1) * 1_000 + MARGIN_MS, scope },
    };
  }
  // A revoked token is the operator's to mend, not the end of what people asked for.
  if (code >= SERVER_IS_TO_BLAME || code === 401) return { outcome: UNDECIDED, retry: true };
  if (parameters.migrate_to_chat_id !== undefined)
    return { outcome: { ok: false, refusal: 'chat-gone' }, movedTo: parameters.migrate_to_chat_id };
  const rule = RULES.find(({ text }) => text.test(description));
  if (rule?.already?.test(method)) return { outcome: { ok: true, already: true } };
  return { outcome: { ok: false, refusal: reasonOf(rule, code, classOf(method)) } };
}

function reasonOf(rule: Rule | undefined, code: number, kind: CallClass): Refusal {
  if (rule) return (kind === 'send' && rule.send) || rule.refusal || 'invalid';
  if (code !== 403) return 'invalid';
  return kind === 'send' ? 'cannot-speak' : 'no-rights';
}
