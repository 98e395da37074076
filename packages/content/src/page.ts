/** One page of a list; pages count from 0. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pages: number;
}

const PER_PAGE = 50;

/** A page of a list; the nearest there is when the list has become shorter. */
export function pageOf<T>(items: readonly T[], wanted: number, perPage = PER_PAGE): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  return { items: items.slice(page * perPage, (page + 1) * perPage), page, pages };
}
