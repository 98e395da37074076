import { describe, expect, it } from '@jest/globals';
import { createLogger, type LoggerOptions, type RecentError } from './logger.ts';

const SECRET = 'correct horse';

function recordedLog(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const log = createLogger({
    service: 'test',
    secrets: [SECRET],
    write: (line) => void lines.push(line.trimEnd()),
    ...options,
  });
  return { log, lines, entry: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('createLogger', () => {
  it('writes one JSON line per event, with the fields of its parents', () => {
    const { log, entry } = recordedLog({ instance: 'test-1' });
    log.child({ chatId: -100n }).info('item-handled', { command: 'ban' });
    expect(entry()).toMatchObject({
      level: 'info',
      message: 'item-handled',
      service: 'test',
      instance: 'test-1',
      chatId: '-100',
      command: 'ban',
    });
  });

  it('holds back what is below its level', () => {
    const { log, lines } = recordedLog();
    log.debug('detail');
    expect(lines).toEqual([]);
  });

  it('lets no secret through: not in fields, stacks, causes or nested values', () => {
    const { log, lines } = recordedLog();
    const cause = new Error(`inner ${SECRET}`);
    log.error(`event ${SECRET}`, { error: new Error(`outer ${SECRET}`, { cause }), deep: { list: [SECRET] } });
    log.error('aggregate', { error: new AggregateError([new Error(SECRET)], SECRET) });
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain(SECRET);
    expect(lines.join()).toContain('logger.test.ts');
  });

  it('tells of errors, redacted', () => {
    const errors: RecentError[] = [];
    const { log } = recordedLog({ onError: (error) => errors.push(error) });
    log.error('call-failed', { error: new Error(`no ${SECRET}`) });
    expect(errors).toEqual([{ at: expect.any(String), event: 'call-failed', detail: 'no [REDACTED]' }]);
  });

  it('writes for human eyes when asked', () => {
    const { log, lines } = recordedLog({ pretty: true });
    log.warn('slow', { ms: 12, where: 'a b' });
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d .*warn.* slow.*ms=.*12.*where=.*"a b"$/);
  });
});
