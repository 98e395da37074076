import { type Button, encodeCallback, type Module } from '@alita/kit';
import { clear, clearAllSure, clearall } from './commands/clear.ts';
import { get, hash, noteLink } from './commands/get.ts';
import { list, listLink, turn } from './commands/list.ts';
import { replace, save } from './commands/save.ts';
import { notedelete, privnote } from './commands/settings.ts';
import { notes } from './module.ts';
import { expire } from './show.ts';

/** Beside the help: how texts are written. */
const toFormatting: Button = { label: 'formatting.name', data: encodeCallback('help.open', { to: 'm.formatting' }) };

/** @param most names of notes in one chat */
export const createNotes = ({ most = 1_000 }: { readonly most?: number } = {}): Module =>
  notes.with({
    commands: [save(most), get, list, clear, clearall, privnote, notedelete],
    callbacks: [replace, turn, clearAllSure],
    watchers: [hash],
    timers: [expire],
    links: [noteLink, listLink],
    helpButtons: [toFormatting],
  });

export default createNotes();
