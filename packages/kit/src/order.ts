/**
 * The one list of places in which an update is looked at, first to last. Commands have a place of their own, behind
 * everything that protects the chat, so that a command is never a way around a lock (GEN-D1).
 */
const PLACES = [
  'track', // who and what was seen
  'pending', // people who still owe a captcha
  'membership', // joins, leaves, the bot's own rights
  'raid',
  'flood',
  'enforce', // locks and the like
  'blacklist',
  'command',
  'report',
  'react',
  'respond', // filters, notes
  'linked', // posts of the linked channel
] as const;
/** One place of the list. */
export type Place = (typeof PLACES)[number];

/** `order.flood < order.command` */
export const order = Object.fromEntries(PLACES.map((place, at) => [place, at])) as Readonly<Record<Place, number>>;
