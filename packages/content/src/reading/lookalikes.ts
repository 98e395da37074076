/** Small letters and digits of other alphabets beside the Latin ones they are taken for. */
const PAIRS: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'ьƅвβ',
  c: 'сϲⅽ',
  d: 'ԁɗ',
  e: 'еєҽεə',
  f: 'ғƒ',
  g: 'ɡց',
  h: 'һհн',
  i: 'іιıɩӏ1!|',
  j: 'јϳ',
  k: 'кκ',
  l: 'ⅼ',
  m: 'м',
  n: 'ոηп',
  o: 'оοօσ0ө',
  p: 'рρ',
  q: 'ԛզ',
  r: 'гꭇ',
  s: 'ѕꜱ5$',
  t: 'тτ',
  u: 'υսц',
  v: 'νѵ',
  w: 'ԝѡωшɯ',
  x: 'хχҳ',
  y: 'уүγ',
  z: 'ᴢʐ',
};

/** From a character, folded already, to the Latin letter it is taken for. */
export const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries(PAIRS).flatMap(([letter, alike]) => Array.from(alike, (char) => [char, letter] as const)),
);
