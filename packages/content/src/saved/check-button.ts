import type { Declared } from '../styled/declaration.ts';
import { BUTTON_STYLES, type ContentButton } from './button.ts';

/** Why a button cannot be shown. */
export const BUTTON_FAULTS = [
  'no-target',
  'not-a-link', // blanks in it, or nothing that could be an address
  'no-host', // no name with a dot
  'mail', // Telegram takes mail links in texts only
  'scheme', // anything but http, https, tg, ton
  'too-long',
] as const;
export type ButtonFault = (typeof BUTTON_FAULTS)[number];

/** A button that was left out, as it was written. */
export interface ButtonComplaint {
  readonly label: string;
  readonly target: string;
  readonly fault: ButtonFault;
}

const LONGEST_URL = 2_048;
const LONGEST_COPY = 256;
const SCHEME = /^([a-z][a-z\d+.-]*):(?!\d+(?:[/?#]|$))/i;
const WEB = ['http', 'https'];
const OWN = ['tg', 'ton'];

/** The button that was declared, or what is wrong with it (CE-B4). A missing label becomes the default one (CE-11). */
export function checkButton(declared: Declared, defaultLabel: string): ContentButton | ButtonComplaint {
  const { kind, target, sameRow } = declared;
  const label = declared.label || defaultLabel;
  const style = BUTTON_STYLES.find((name) => name === declared.style);
  const shown = { label, sameRow, ...(style && { style }) };
  const complaint = (fault: ButtonFault): ButtonComplaint => ({ label, target, fault });
  if (target === '') return complaint('no-target');
  if (kind === 'copy') return target.length > LONGEST_COPY ? complaint('too-long') : { ...shown, copy: target };
  if (target.length > LONGEST_URL) return complaint('too-long');
  if (target.startsWith('#')) return target.length > 1 ? { ...shown, note: target.slice(1) } : complaint('no-target');
  const link = linkTo(target);
  return typeof link === 'string' ? { ...shown, url: link } : complaint(link.fault);
}

export const isComplaint = (checked: ContentButton | ButtonComplaint): checked is ButtonComplaint => 'fault' in checked;

/** The address a target means; `example.org` is taken for a web page. */
function linkTo(target: string): string | { readonly fault: ButtonFault } {
  const scheme = SCHEME.exec(target)?.[1]?.toLowerCase();
  if (scheme === 'mailto') return { fault: 'mail' };
  if (scheme !== undefined && !WEB.includes(scheme) && !OWN.includes(scheme)) return { fault: 'scheme' };
  const link = scheme === undefined ? `https://${target}` : target;
  if (/\s/.test(link) || !URL.canParse(link)) return { fault: 'not-a-link' };
  const { hostname } = new URL(link);
  const isHost = /^[^.].*\.[^.]/.test(hostname);
  return scheme !== undefined && OWN.includes(scheme) ? link : isHost ? link : { fault: 'no-host' };
}
