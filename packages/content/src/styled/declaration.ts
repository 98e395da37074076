import { oneLine } from '../one-line.ts';

/** A button as it was written; the target is not checked yet. */
export interface Declared {
  readonly label: string;
  /** `url`: a link, or `#note`; `copy`: a text for the clipboard. */
  readonly kind: 'url' | 'copy';
  readonly target: string;
  readonly sameRow: boolean;
  /** As written after `#`; anything. */
  readonly style?: string | undefined;
}

const DECLARATION = /^button(url|copy)(?:#(\w*))?:(.*?)((?<!\\):same)?$/is;

/** The button a link target declares: `buttonurl#primary://example.org:same` (CE-21, CE-22). */
export function declarationIn(target: string): Omit<Declared, 'label'> | undefined {
  const [, kind, style, rest, same] = DECLARATION.exec(target.trim()) ?? [];
  if (kind === undefined || rest === undefined) return undefined;
  const isCopy = kind.toLowerCase() === 'copy';
  return {
    kind: isCopy ? 'copy' : 'url',
    target: oneLine(unescapeTarget(rest.replace(isCopy ? /^\/\// : /^\/+/, ''))),
    sameRow: same !== undefined,
    style: style?.toLowerCase(),
  };
}

/** A target as it was meant. */
export const unescapeTarget = (target: string): string => target.replace(/\\([!-/:-@[-`{-~])/g, '$1');
