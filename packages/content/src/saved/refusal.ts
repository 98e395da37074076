import { Html, type Translate, UserError } from '@alita/kit';
import type { ButtonComplaint, ButtonFault } from './check-button.ts';
import type { ContentProblem } from './compose.ts';

const REFUSALS = {
  'no-name': 'content.no-name',
  'no-content': 'content.no-content',
  'empty-variant': 'content.empty-variant',
  'too-long': 'content.too-long',
  'too-many-buttons': 'content.too-many-buttons',
} as const;

const FAULTS: Readonly<Record<ButtonFault, string>> = {
  'no-target': 'content.button-no-target',
  'not-a-link': 'content.button-not-a-link',
  'no-host': 'content.button-no-host',
  mail: 'content.button-mail',
  scheme: 'content.button-scheme',
  'too-long': 'content.button-too-long',
};

/**
 * Says what to do where nothing could be stored.
 * @example if (!read.ok) throw refusalOf(read);
 */
export function refusalOf({ problem, ...facts }: ContentProblem | { readonly problem: 'no-name' }): UserError {
  const { variant, length, max, count }: { variant?: number; length?: number; max?: number; count?: number } = facts;
  return new UserError(REFUSALS[problem], { variant, length, max, count });
}

const SHOWN_TARGET = 60;

/** One line for each button that was left out, with why; `undefined` for none (CE-B4). */
export function complaintLines(complaints: readonly ButtonComplaint[], t: Translate): Html | undefined {
  if (complaints.length === 0) return undefined;
  const lines = complaints.map(({ label, target, fault }) => {
    const shown = target.length > SHOWN_TARGET ? `${target.slice(0, SHOWN_TARGET).toWellFormed()}…` : target;
    return t(FAULTS[fault], { label, target: shown });
  });
  return new Html(lines.join('\n'));
}
