import type { Module } from '@alita/kit';
import type { About } from '../about.ts';
import { chatinfo, chatlist, leavechat, turn } from './commands/chats.ts';
import { forget } from './commands/forget.ts';
import { counted, stats } from './commands/stats.ts';
import { adddev, addsudo, remdev, remsudo, teamusers } from './commands/team.ts';
import { devs } from './module.ts';

export const createDevs = ({ ownerId, version }: About): Module =>
  devs.with({
    commands: [
      stats(version),
      chatinfo,
      chatlist,
      leavechat,
      addsudo,
      remsudo,
      adddev,
      remdev,
      teamusers(ownerId),
      forget,
    ],
    callbacks: [turn],
    continuations: [counted],
  });
