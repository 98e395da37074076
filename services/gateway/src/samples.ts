/** One sample of an exposition in Prometheus' text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** The samples of the metrics named; all others are passed over. */
export function parseSamples(exposition: string, names: ReadonlySet<string>): Sample[] {
  return exposition.split('\n').flatMap((line) => {
    const [, name = '', labels = '', value] = LINE.exec(line) ?? [];
    if (!names.has(name)) return [];
    const pairs = [...labels.matchAll(LABEL)].map(([, label = '', text = '']) => [label, text] as const);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

type Where = Readonly<Record<string, string>>;

const fits = (sample: Sample, name: string, where: Where): boolean =>
  sample.name === name && Object.entries(where).every(([label, value]) => sample.labels[label] === value);

/** The sum of a metric's samples with these labels. */
export function sumOf(samples: readonly Sample[], name: string, where: Where = {}): number {
  return samples.filter((sample) => fits(sample, name, where)).reduce((sum, { value }) => sum + value, 0);
}

/** The greatest of a metric's samples; undefined when there is none. */
export function maxOf(samples: readonly Sample[], name: string): number | undefined {
  const values = samples.filter((sample) => fits(sample, name, {})).map(({ value }) => value);
  return values.length === 0 ? undefined : Math.max(...values);
}

/** A histogram's cumulative counts by upper bound, summed over all its other labels. */
export function bucketsOf(samples: readonly Sample[], name: string): Map<number, number> {
  const buckets = new Map<number, number>();
  for (const sample of samples) {
    if (sample.name !== `${name}_bucket`) continue;
    const bound = sample.labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(sample.labels.le);
    buckets.set(bound, (buckets.get(bound) ?? 0) + sample.value);
  }
  return buckets;
}

/**
 * A quantile of what a histogram counted between two looks, interpolated within its bucket, in the histogram's unit;
 * undefined when nothing was counted. A count that fell (a restart) is taken from zero.
 */
export function quantileBetween(
  before: Map<number, number>,
  now: Map<number, number>,
  quantile: number,
): number | undefined {
  const bounds = [...now.keys()].sort((a, b) => a - b);
  const counts = bounds.map((bound) => {
    const [earlier, later] = [before.get(bound) ?? 0, now.get(bound) ?? 0];
    return later < earlier ? later : later - earlier;
  });
  const total = counts.at(-1) ?? 0;
  if (total === 0) return undefined;
  const at = counts.findIndex((count) => count >= total * quantile);
  const [low, high] = [bounds[at - 1] ?? 0, bounds[at] ?? 0];
  if (!Number.isFinite(high)) return low;
  const below = counts[at - 1] ?? 0;
  const within = (counts[at] ?? 0) - below;
  return within === 0 ? high : low + ((high - low) * (total * quantile - below)) / within;
}
