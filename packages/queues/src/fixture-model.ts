import fc from 'fast-check';

/** Runs at a time: they wait for Redis rather than for each other. */
const LANES = 16;

/**
 * Checks a property of random runs, `few` times or as often as `MODEL_RUNS` says, in lanes beside each other. A failure
 * prints its seed and path; `MODEL_SEED` and `MODEL_PATH` run just that one again.
 *
 * @param open makes what one lane's runs need, apart from all other lanes
 */
export async function checkModel<Lane extends { close(): Promise<void> }, T>(
  few: number,
  runs: fc.Arbitrary<T>,
  open: (lane: number) => Lane,
  run: (lane: Lane, drawn: T) => Promise<void>,
): Promise<void> {
  const { MODEL_RUNS = few, MODEL_SEED, MODEL_PATH } = process.env;
  const again = MODEL_SEED !== undefined && { seed: Number(MODEL_SEED), ...(MODEL_PATH && { path: MODEL_PATH }) };
  const lanes = again ? 1 : LANES;
  const checks = Array.from({ length: lanes }, async (_, number) => {
    const lane = open(number);
    try {
      const property = fc.asyncProperty(runs, (drawn) => run(lane, drawn));
      await fc.assert(property, { numRuns: Math.ceil(Number(MODEL_RUNS) / lanes), ...again });
    } finally {
      await lane.close();
    }
  });
  const failed = (await Promise.allSettled(checks)).find((check) => check.status === 'rejected');
  if (failed) throw failed.reason;
}
