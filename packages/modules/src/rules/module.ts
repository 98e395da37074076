import { createNoteBookStore, RulesSettings } from '@alita/content';
import { defineModule } from '@alita/kit';

/** One text that says how to behave here. Other features read the settings for the button of `{rules}`. */
export const rules = defineModule({ name: 'rules', store: createNoteBookStore, settings: RulesSettings });
