import { LOOKALIKES } from './lookalikes.ts';

/** Words as they are compared: what people see as the same is the same. */
export interface Folded {
  readonly text: string;
  /** Where in the original the character at `index` begins; the original's length at the end. */
  origin(index: number): number;
}

const ASCII = /^\p{ASCII}*$/u;
/** A letter with its accents and what is invisible between them, or a run of parts of Korean syllables: what composes together. */
const CLUSTER = /[\u1100-\u11ff]+|\P{M}[\p{M}\p{Default_Ignorable_Code_Point}]*|\p{M}+/gu;
/** Zero-width characters, bidi controls, soft hyphens, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** NFKC, without case and invisible characters. */
export const fold = (text: string): Folded =>
  ASCII.test(text) ? { text: text.toLowerCase(), origin: (index) => index } : foldBy(text, folded);

/** … and letters of other alphabets that look like Latin ones as those, without accents: `раураl` is `paypal`. */
export const foldLookalikes = (text: string): Folded => foldBy(text, (cluster) => skeleton(folded(cluster)));

// Upper case first: it brings together what lower case keeps apart (ß and ss, σ and ς).
const folded = (cluster: string): string =>
  cluster.replace(INVISIBLE, '').normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

const skeleton = (cluster: string): string =>
  Array.from(cluster.normalize('NFD').replace(/\p{M}/gu, ''), (char) => LOOKALIKES.get(char) ?? char).join('');

function foldBy(text: string, foldCluster: (cluster: string) => string): Folded {
  const parts: string[] = [];
  const origins: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const part = foldCluster(cluster);
    parts.push(part);
    for (let unit = 0; unit < part.length; unit++) origins.push(index);
  }
  return { text: parts.join(''), origin: (index) => origins[index] ?? text.length };
}
