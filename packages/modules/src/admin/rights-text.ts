import type { Right, Translate } from '@alita/kit';

/** Rights by name, in the language of the chat: `ban users, pin messages and delete messages`. */
export const rightsAsText = (rights: readonly Right[], t: Translate): string =>
  new Intl.ListFormat(t.language).format(rights.map((right) => t(`kit.right.${right}`)));
