import type { Person } from '../people/person.ts';
import { chosen, type Script, tries } from './script.ts';

const TALK = [
  'good evening everyone',
  'did you see the match?',
  'what a goal!',
  'anyone up for a walk tomorrow?',
  'look at this https://example.org/pictures/42',
  'haha',
  'who wants tea?',
];

/** A group as it is on a normal evening: talk, replies, pictures, someone comes, someone goes. */
export const busyEvening: Script = {
  name: 'busy-evening',
  about: 'a normal evening: talk, replies, pictures, comings and goings',
  options: { people: 12, messages: 120, seconds: 60 },
  async run({ world, group, owner, member }, pace, options) {
    const guests = Array.from({ length: chosen(busyEvening, options, 'people') }, (_, i) =>
      world.person({ firstName: `Guest ${i + 1}` }),
    );
    const messages = chosen(busyEvening, options, 'messages');
    const pauseMs = (chosen(busyEvening, options, 'seconds') * 1000) / messages;
    for (const guest of guests) tries(() => guest.joins(group));
    const company: Person[] = [owner, member, ...guests];
    for (let i = 0; i < messages; i++) {
      const speaker = company[Math.floor(world.random() * company.length)] ?? owner;
      const previous = group.lastMessageId;
      if (i % 9 === 8) tries(() => speaker.sends(group, 'photo', { caption: 'from my window' }));
      else if (i % 4 === 3) tries(() => speaker.says(group, 'exactly', { replyTo: previous }));
      else tries(() => speaker.says(group, TALK[i % TALK.length] ?? 'hi'));
      if (i % 40 === 39) tries(() => guests[i % guests.length]?.leaves(group));
      await pace(pauseMs);
    }
  },
};
