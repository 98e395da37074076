/**
 * Merges expositions in Prometheus' text format into one: samples of one metric stand together under one HELP and one
 * TYPE line, as the format demands. The sources must differ in a label (`instance`).
 */
export function mergeExpositions(texts: readonly string[]): string {
  const metrics = new Map<string, { head: Map<string, string>; samples: string[] }>();
  for (const text of texts) {
    let samples: string[] = [];
    for (const line of text.split('\n')) {
      const [, kind, name] = /^# (HELP|TYPE) (\S+)/.exec(line) ?? [];
      if (kind !== undefined && name !== undefined) {
        const metric = metrics.get(name) ?? { head: new Map(), samples: [] };
        metrics.set(name, metric);
        if (!metric.head.has(kind)) metric.head.set(kind, line);
        samples = metric.samples;
      } else if (line !== '' && !line.startsWith('#')) samples.push(line);
    }
  }
  return [...metrics.values()].map(({ head, samples }) => `${[...head.values(), ...samples].join('\n')}\n`).join('');
}
