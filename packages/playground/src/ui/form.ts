import type { TargetedSubmitEvent } from 'preact';

export type Submit = TargetedSubmitEvent<HTMLFormElement>;

/** The fields of a form that is being sent; the page stays. */
export function fieldsOf(event: Submit): FormData {
  event.preventDefault();
  return new FormData(event.currentTarget);
}

/** What was typed into a field. */
export function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
