import { type Button, encodeCallback, type Module } from '@alita/kit';
import { list, turn } from './commands/list.ts';
import { filter, replace } from './commands/save.ts';
import { filteranswers, filterbots, filtercooldown, filteredits, filterreply } from './commands/settings.ts';
import { stop, stopAllSure, stopall } from './commands/stop.ts';
import { filters } from './module.ts';
import { spoiled, watch, watchEdits } from './watch.ts';

/** Beside the help: how texts are written. */
const toFormatting: Button = { label: 'formatting.name', data: encodeCallback('help.open', { to: 'm.formatting' }) };

/** @param most filters in one chat */
export const createFilters = ({ most = 150 }: { readonly most?: number } = {}): Module =>
  filters.with({
    commands: [filter(most), stop, list, stopall, filtercooldown, filteranswers, filterreply, filterbots, filteredits],
    callbacks: [replace, turn, stopAllSure],
    watchers: [watch, watchEdits],
    continuations: [spoiled],
    helpButtons: [toFormatting],
  });

export default createFilters();
