import { defineModule, LanguageSettings } from '@alita/kit';

/** In which language the bot answers: a group in the group's, a person in private in theirs. */
export const languages = defineModule({ name: 'languages', settings: LanguageSettings });
