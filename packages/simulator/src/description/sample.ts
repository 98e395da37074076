import { description } from './description.ts';

/** The smallest value the description allows for a type: what methods without behaviour of their own answer. */
export function sampleOf(type: string): unknown {
  if (type.startsWith('Array of ')) return [];
  switch (type) {
    case 'Integer':
    case 'Float':
      return 0;
    case 'String':
      return 'simulated';
    case 'Boolean':
      return true;
    default:
      return sampleObject(type);
  }
}

function sampleObject(type: string): unknown {
  const { fields, subtypes } = description.types[type] ?? {};
  const [first] = subtypes ?? [];
  if (first) return sampleOf(first);
  const required = (fields ?? []).filter((field) => field.required);
  return Object.fromEntries(required.map((field) => [field.name, sampleOf(field.types[0] ?? 'String')]));
}
