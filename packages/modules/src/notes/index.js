import { clear, clearAllSure, clearall } from './commands/clear.js';
import { get, hash, noteLink } from './commands/get.js';
import { list, listLink, turn } from './commands/list.js';
import { replace, save } from './commands/save.js';
import { notedelete, privnote } from './commands/settings.js';
import { notes } from './module.js';
import { expire } from './show.js';
/** @param most names of notes in one chat */
export const createNotes = ({ most = 1_000 } = {}) => notes.with({
    commands: [save(most), get, list, clear, clearall, privnote, notedelete],
    callbacks: [replace, turn, clearAllSure],
    watchers: [hash],
    timers: [expire],
    links: [noteLink, listLink],
});
export default createNotes();
//# sourceMappingURL=index.js.map