import { description } from './description.ts';

/**
 * Compares a value with a type of the Bot API description, such as `Update` or `Array of ChatMember`.
 * Returns what is wrong, by path; nothing = it is exactly what the description allows.
 */
export function problemsOf(type: string, value: unknown, path: string = type): string[] {
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return [`${path}: expected an array`];
    return value.flatMap((item, i) => problemsOf(type.slice('Array of '.length), item, `${path}[${i}]`));
  }
  switch (type) {
    case 'Integer':
      return Number.isSafeInteger(value) ? [] : [`${path}: expected an integer, got ${String(value)}`];
    case 'Float':
      return typeof value === 'number' ? [] : [`${path}: expected a number`];
    case 'String':
      return typeof value === 'string' ? [] : [`${path}: expected a string`];
    case 'Boolean':
      return typeof value === 'boolean' ? [] : [`${path}: expected a boolean`];
    default:
      return objectProblems(type, value, path);
  }
}

function objectProblems(type: string, value: unknown, path: string): string[] {
  const known = description.types[type];
  if (!known) return [`${path}: unknown type ${type}`];
  if (known.subtypes && known.subtypes.length > 0) return anyOf(known.subtypes, value, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: expected ${type}`];
  const fields = new Map((known.fields ?? []).map((field) => [field.name, field]));
  const problems: string[] = [];
  for (const { name, required } of fields.values()) {
    if (required && (value as Record<string, unknown>)[name] === undefined) problems.push(`${path}.${name}: missing`);
  }
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined) continue;
    const field = fields.get(name);
    problems.push(...(field ? anyOf(field.types, part, `${path}.${name}`) : [`${path}.${name}: not in ${type}`]));
  }
  return problems;
}

/** No problem with one of the alternatives, or those with the nearest. */
function anyOf(types: readonly string[], value: unknown, path: string): string[] {
  let nearest: string[] | undefined;
  for (const type of types) {
    const problems = problemsOf(type, value, path);
    if (problems.length === 0) return [];
    if (!nearest || problems.length < nearest.length) nearest = problems;
  }
  return nearest ?? [];
}
