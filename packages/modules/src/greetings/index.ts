import { type Button, encodeCallback } from '@alita/kit';
import { resetgoodbye, resetwelcome, setgoodbye, setwelcome } from './commands/content.ts';
import { goodbye, welcome } from './commands/greeting.ts';
import {
  autoapprove,
  cleangoodbye,
  cleanwelcome,
  goodbyeremoved,
  greetinglimit,
  greetingnames,
  greetingtopic,
  welcomeprivate,
} from './commands/switches.ts';
import { announcements, crossings, latecomer } from './doors.ts';
import { greetings } from './module.ts';
import { asked } from './requests/asked.ts';
import { afar, approve, ban, decline, pressedAfar, settled } from './requests/decide.ts';
import { requestlog } from './requests/log.ts';
import { lapse } from './requests/notice.ts';
import { cleaner, cleanservice } from './service.ts';
import { bare, due, elsewhere, publicly } from './speaking.ts';

/** Beside the help: how texts are written. */
const toFormatting: Button = { label: 'formatting.name', data: encodeCallback('help.open', { to: 'm.formatting' }) };

export default greetings.with({
  commands: [
    welcome,
    setwelcome,
    resetwelcome,
    cleanwelcome,
    welcomeprivate,
    goodbye,
    setgoodbye,
    resetgoodbye,
    cleangoodbye,
    goodbyeremoved,
    greetinglimit,
    greetingnames,
    greetingtopic,
    cleanservice,
    autoapprove,
    requestlog,
  ],
  callbacks: [approve, decline, ban, afar],
  watchers: [cleaner, crossings, announcements, asked],
  timers: [due, lapse],
  continuations: [latecomer, elsewhere, bare, publicly, settled, pressedAfar],
  helpButtons: [toFormatting],
});
