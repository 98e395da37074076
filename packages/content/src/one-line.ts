/** Text without line breaks and runs of blanks. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
