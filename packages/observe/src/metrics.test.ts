import { describe, expect, it } from '@jest/globals';
import { mergeExpositions } from './exposition.ts';
import { closedSet, createMetrics } from './metrics.ts';

describe('metrics', () => {
  it('merges the expositions of several processes into one', async () => {
    const [one, two] = [createMetrics('worker', 'worker-1'), createMetrics('worker', 'worker-2')];
    one.updatesHandled.inc({ kind: 'message', outcome: 'done' }, 2);
    two.updatesHandled.inc({ kind: 'message', outcome: 'done' }, 3);
    const lines = mergeExpositions([await one.expose(), await two.expose(), '']).split('\n');
    const at = lines.indexOf('# TYPE alita_updates_handled_total counter');
    expect(lines.slice(at + 1, at + 3)).toEqual([
      'alita_updates_handled_total{kind="message",outcome="done",service="worker",instance="worker-1"} 2',
      'alita_updates_handled_total{kind="message",outcome="done",service="worker",instance="worker-2"} 3',
    ]);
    expect(lines.filter((line) => line.startsWith('# TYPE')).length).toBe(
      new Set(lines.filter((line) => line.startsWith('# TYPE'))).size,
    );
  });

  it('keeps one description where versions disagree', () => {
    const merged = mergeExpositions([
      '# HELP a old\n# TYPE a counter\na{i="1"} 1\n',
      '# HELP a new\n# TYPE a counter\na{i="2"} 2',
    ]);
    expect(merged).toBe('# HELP a old\n# TYPE a counter\na{i="1"} 1\na{i="2"} 2\n');
  });

  it('keeps labels closed', () => {
    const kind = closedSet(['message']);
    expect([kind('message'), kind('whatever was sent')]).toEqual(['message', 'other']);
  });
});
