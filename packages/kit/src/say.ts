import type { Duration } from './duration.ts';
import type { Html } from './html.ts';

/** What a message text may be filled with. Strings are escaped; `undefined` selects the `absent` branch. */
export type Param = string | number | boolean | Date | Html | Duration | undefined;
/** Values for a message, by the names its text uses. */
export type Params = Readonly<Record<string, Param>>;

/** A button under a message: a callback's, or a link. The label is a message key. */
export interface Button {
  readonly label: string;
  readonly params?: Params | undefined;
  readonly data?: string | undefined;
  readonly url?: string | undefined;
}

/**
 * Rows of buttons; one flat list is one row.
 * @example [[yes.button({ id }), no.button({ id })], [{ label: 'help.button-more', url }]]
 */
export type Keyboard = readonly Button[] | readonly (readonly Button[])[];

/**
 * Renders message keys in one language. Keys are absolute: `<module>.<what-happened>`.
 * @example t('warns.line', { number, reason })
 */
export interface Translate {
  readonly language: string;
  (key: string, params?: Params): string;
}
