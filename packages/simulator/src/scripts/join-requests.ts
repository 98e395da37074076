import { chosen, type Script, tries } from './script.ts';

const NAMES = ['Mara', 'Tim', 'Lou', 'Ines', 'Kofi', 'Yuki'];

/** Some people ask to be let in. */
export const joinRequests: Script = {
  name: 'join-requests',
  about: 'some people ask to be let in',
  options: { people: 3, seconds: 3 },
  async run({ world, group }, pace, options) {
    const people = chosen(joinRequests, options, 'people');
    const pauseMs = (chosen(joinRequests, options, 'seconds') * 1000) / people;
    for (let i = 0; i < people; i++) {
      const round = Math.floor(i / NAMES.length);
      const person = world.person({ firstName: `${NAMES[i % NAMES.length]}${round ? ` ${round + 1}` : ''}` });
      tries(() => person.requestsToJoin(group));
      await pace(pauseMs);
    }
  },
};
