import { chosen, type Script, tries } from './script.ts';

/** One member writes faster than anyone can read. */
export const flood: Script = {
  name: 'flood',
  about: 'one member writes faster than anyone can read',
  options: { messages: 30, seconds: 6 },
  async run({ world, group }, pace, options) {
    const messages = chosen(flood, options, 'messages');
    const pauseMs = (chosen(flood, options, 'seconds') * 1000) / messages;
    const chatterer = world.person({ firstName: 'Flo' });
    tries(() => chatterer.joins(group));
    for (let i = 1; i <= messages; i++) {
      tries(() => chatterer.says(group, i % 3 === 0 ? 'hello? anybody?' : `and another thing, number ${i}`));
      await pace(pauseMs);
    }
  },
};
