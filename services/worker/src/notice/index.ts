import { defineModule, type Module, z } from '@alita/kit';

export const localesFolder: URL = new URL('./locales/', import.meta.url);

export interface NoticeOptions {
  /** The operator's own channel (`MESSAGE_DUMP`); nothing is said without one. */
  readonly dumpChat?: number | undefined;
  readonly version?: string | undefined;
}

/** Tells the operator that the system came up, which ingress knows (SHUT-3). */
export function createNotice({ dumpChat, version }: NoticeOptions): Module {
  const notice = defineModule({ name: 'notice', isHidden: true });

  const started = notice.continuation({
    name: 'started',
    data: z.object({ mode: z.enum(['polling', 'webhook']) }),
    run({ data, catalogue, t, reply }) {
      if (dumpChat === undefined) return;
      const features = catalogue.features.filter(({ isHidden, commands }) => !isHidden && commands.length > 0);
      const names = features.map(({ name }) => t(`${name}.name`)).sort((a, b) => a.localeCompare(b, t.language));
      reply('up', { mode: data.mode, version, features: names.join(', ') }, [], { to: dumpChat });
    },
  });

  return notice.with({ continuations: [started] });
}
