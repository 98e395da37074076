import { metaOf } from './group.ts';
import { everything } from './services.ts';

/** The text of `.env.example`: every variable with its description and what holds when it is not set. */
export function envExample(): string {
  const sections = everything.map(({ title, variables }) => {
    const lines = Object.entries(variables).map(([name, variable]) => {
      const { description, example = '' } = metaOf(variable);
      const isNeeded = !variable.safeParse(undefined).success;
      if (!isNeeded) return `# ${description}\n# ${name}=${example}\n`;
      return `# ${description}${example && ` Such as ${example}`}\n${name}=\n`;
    });
    return `## ${title}\n\n${lines.join('\n')}`;
  });
  return `# Copy to .env and fill in. Lines that start with "# NAME=" show what holds, or an example, when not set.
# A value with blanks, quotes, "#" or "$" stands in single quotes. The environment wins over this file.
# Written by: npm run env-example

${sections.join('\n')}`;
}
