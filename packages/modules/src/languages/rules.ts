/** A language as its own speakers write it. */
export function nativeName(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** The flag of the country where most speakers of a language live, as far as Unicode knows. */
export function flagOf(language: string): string {
  const { region } = new Intl.Locale(language).maximize();
  if (!region || !/^[A-Z]{2}$/.test(region)) return '';
  return String.fromCodePoint(...Array.from(region, (letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));
}

/** What is meant by a word: a code (`es`, `pt-BR`) or a name, native or in any offered language, in any case. */
export function languageNamed(word: string, offered: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const isNamed = (code: string) =>
    [
      code,
      nativeName(code),
      ...offered.map((other) => new Intl.DisplayNames(other, { type: 'language' }).of(code)),
    ].some((name) => name?.toLowerCase() === wanted);
  return offered.find(isNamed) ?? offered.find((code) => code === wanted.split('-', 1)[0]);
}
