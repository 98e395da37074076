export { Automaton, type Hit } from './matching/automaton.ts';
export {
  isKeyword,
  KEYWORD_MODES,
  type Keyword,
  type KeywordMode,
  type KeywordProblem,
  LONGEST_KEYWORD,
  readKeyword,
} from './matching/keyword.ts';
export { Keywords, type Mention, writtenIn } from './matching/keywords.ts';
export { RegexRunner, type Tried } from './matching/regex-runner.ts';
export { linkToNote, type NotePlace, nameOfNote } from './notes/links.ts';
export {
  createNoteBookStore,
  type NoteBook,
  type NoteBookStore,
  type NoteEntry,
  noteBook,
} from './notes/store.ts';
export { type Page, pageOf } from './page.ts';
export type { FileFound, LinkFound, Words } from './reading/collect.ts';
export { type Folded, fold, foldLookalikes } from './reading/fold.ts';
export { type MessageContent, type Passage, readContent } from './reading/read-content.ts';
export { BUTTON_STYLES, ContentButton, MOST_BUTTONS, type TelegramButton } from './saved/button.ts';
export { BUTTON_FAULTS, type ButtonComplaint, type ButtonFault } from './saved/check-button.ts';
export { type Composed, type ComposeOptions, type ContentProblem, compose, type Ingredients } from './saved/compose.ts';
export {
  type Crowd,
  type FillValues,
  fill,
  PLACEHOLDERS,
  type Placeholder,
  placeholdersIn,
  type RulesPlace,
} from './saved/fill.ts';
export { type Destination, type PreparedSend, prepareSend, prepareSource, type Saying } from './saved/prepare.ts';
export { rawSource } from './saved/raw-source.ts';
export { type NamedSave, readNamedSave, readSave, type SaveMessage } from './saved/read-save.ts';
export { complaintLines, refusalOf } from './saved/refusal.ts';
export { rulesButton } from './saved/rules-link.ts';
export { RulesSettings } from './saved/rules-settings.ts';
export {
  CONTENT_KINDS,
  CONTENT_TAGS,
  type ContentKind,
  type ContentTag,
  isBlank,
  longestText,
  SavedContent,
} from './saved/saved-content.ts';
export { answerTo, authorOf, say, type ToSay, type Voice } from './saved/say.ts';
export { takeName } from './saved/typed-words.ts';
export { marksOf } from './styled/from-entities.ts';
export { fromHtml } from './styled/from-html.ts';
export { type Parsed, parseMarkup } from './styled/parse-markup.ts';
export type { Atom, Look, Mark, Quote, Style, Styled } from './styled/styled.ts';
export { toHtml } from './styled/to-html.ts';
export { escapeMarkup, toMarkup } from './styled/to-markup.ts';

/** Where the messages `content.…` live. */
export const localesFolder: URL = new URL('./locales/', import.meta.url);
