import { parseDuration } from '@alita/kit';

/**
 * The time a reason begins with: whoever writes `/mute @user 10m` means `/tmute`.
 * @example timeIn('10m spam') // '10m'
 */
export function timeIn(reason: string | undefined): string | undefined {
  const [word = ''] = (reason ?? '').split(/\s/, 1);
  return typeof parseDuration(word) === 'number' ? word : undefined;
}
