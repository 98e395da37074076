/** True when one letter added, dropped, changed or swapped with its neighbour turns `a` into `b`. */
export function isOneEditAway(a: string, b: string): boolean {
  if (a === b) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const [x, y] = [a.slice(same), b.slice(same)];
  const changed = x.slice(1) === y.slice(1);
  const added = x === y.slice(1);
  const dropped = x.slice(1) === y;
  const swapped = x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
  return changed || added || dropped || swapped;
}
