import type { InlineKeyboardButton, Message } from '@grammyjs/types';
import { useState } from 'preact/hooks';
import { shown, steer } from '../state/api.ts';
import { addressOf, bot, persona, startBot } from '../state/scene.ts';
import type { Chat } from '../state/store.ts';
import { alertText, toast } from '../state/toasts.ts';

/** After this long nobody waits for a bot's answer any more. */
const PATIENCE_MS = 15_000;

/** The buttons under a message. */
export function Keyboard({ message, chat }: { message: Message; chat: Chat }) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  return (
    <div class="keyboard">
      {rows.map((row) => (
        <div key={row.map(({ text }) => text).join()} class="keyboard-row">
          {row.map((button) => (
            <Button key={button.text} button={button} message={message} chat={chat} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Button({ button, message, chat }: { button: InlineKeyboardButton; message: Message; chat: Chat }) {
  const [isWaiting, setWaiting] = useState(false);

  async function press(data: string): Promise<void> {
    setWaiting(true);
    const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
    const press = { who: persona.value.person, chat: addressOf(chat), messageId: message.message_id, button: data };
    const answer = await shown(Promise.race([steer('press', press), late]));
    setWaiting(false);
    if (answer === null) toast('The bot did not answer the button.', 'bad');
    else if (answer?.url) follow(answer.url);
    else if (answer?.text && answer.showAlert) alertText.value = answer.text;
    else if (answer?.text) toast(answer.text);
  }

  if ('callback_data' in button)
    return (
      <button type="button" aria-busy={isWaiting} onClick={() => void press(button.callback_data)}>
        {button.text}
      </button>
    );
  if ('url' in button)
    return (
      <button type="button" onClick={() => follow(button.url)}>
        {button.text} ↗
      </button>
    );
  return (
    <button type="button" disabled>
      {button.text}
    </button>
  );
}

/** Opens an address; a deep link of the bot starts it in private. */
function follow(url: string): void {
  if (!/^https?:\/\//i.test(url)) return;
  const { hostname, pathname, searchParams } = new URL(url);
  const isOurs = hostname === 't.me' && pathname.slice(1).toLowerCase() === bot.value?.username?.toLowerCase();
  if (!isOurs) window.open(url, '_blank', 'noreferrer');
  else if (searchParams.has('startgroup')) toast('On Telegram this adds the bot to another group.');
  else void startBot(searchParams.get('start') ?? undefined);
}
