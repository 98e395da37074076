import type { Module } from '@alita/kit';
import { clear, clearAllSure, clearall } from './commands/clear.ts';
import { get, hash, noteLink } from './commands/get.ts';
import { list, listLink, turn } from './commands/list.ts';
import { replace, save } from './commands/save.ts';
import { notedelete, privnote } from './commands/settings.ts';
import { notes } from './module.ts';
import { expire } from './show.ts';

/** @param most names of notes in one chat */
export const createNotes = ({ most = 1_000 }: { readonly most?: number } = {}): Module =>
  notes.with({
    commands: [save(most), get, list, clear, clearall, privnote, notedelete],
    callbacks: [replace, turn, clearAllSure],
    watchers: [hash],
    timers: [expire],
    links: [noteLink, listLink],
  });

export default createNotes();
