import type { Module } from '@alita/kit';
import type { About } from '../about.ts';
import { id } from './id.ts';
import { info } from './info.ts';
import { misc } from './module.ts';
import { measured, ping } from './ping.ts';
import { continuations, removebotkeyboard, timers } from './remove-keyboard.ts';
import { stat } from './stat.ts';
import { tell, told } from './tell.ts';
import { tr } from './tr.ts';

export const createMisc = ({ translate }: About): Module =>
  misc.with({
    commands: [ping, id, info, stat, tr(translate), tell, removebotkeyboard],
    continuations: [measured, told, ...continuations],
    timers,
  });
