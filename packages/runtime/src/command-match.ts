import type { Message } from '@alita/kit';

export interface CommandMatch {
  /** Lower-case, without slash and @name. */
  readonly name: string;
  /** Offset in the text at which the arguments begin. */
  readonly argsFrom: number;
}

const COMMAND = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]{3,32}))?(?=\s|$)/i;

/**
 * Reads a command from text or caption (GEN-1): any case, `@suffix` must be the bot's own, and what
 * another entity covers at the start (a link, a code block) is not a command. Posts of channels are content (GEN-D6).
 */
export function matchCommand(message: Message, username: string): CommandMatch | undefined {
  if (!message.text.startsWith('/')) return undefined;
  const { kind } = message.sender;
  if (message.isAutomaticForward || kind === 'linked-channel' || kind === 'channel-post') return undefined;
  const found = COMMAND.exec(message.text);
  if (!found?.[1]) return undefined;
  if (found[2] !== undefined && found[2].toLowerCase() !== username.toLowerCase()) return undefined;
  const first = message.entities[0];
  if (first && first.offset === 0 && first.type !== 'bot_command') return undefined;
  return { name: found[1].toLowerCase(), argsFrom: found[0].length };
}
