import { type About, createTranslator } from '@alita/modules';
import type { WorkerConfig } from './config.ts';

/** What the operator says of this bot, as its modules take it. */
export const aboutOf = (
  { links, dumpChat, translateUrl: url }: Pick<WorkerConfig, 'links' | 'dumpChat' | 'translateUrl'>,
  version: string,
): About => ({ links, dumpChat, version, translate: url === undefined ? undefined : createTranslator({ url }) });
