/**
 * Forgets a map's oldest entries when it holds a tenth more than `keep`. Never one at a time: a map walks past the
 * places of all that left it to find its first entry.
 */
export function keepLatest(map: Map<unknown, unknown>, keep: number): void {
  if (map.size <= keep * 1.1) return;
  for (const key of map.keys()) {
    if (map.size <= keep) return;
    map.delete(key);
  }
}
