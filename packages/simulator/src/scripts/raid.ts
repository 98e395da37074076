import { chosen, type Script, tries } from './script.ts';

/** Many accounts join one group within seconds and start to spam. */
export const raid: Script = {
  name: 'raid',
  about: 'many accounts join within seconds and spam',
  options: { joins: 50, seconds: 10 },
  async run({ world, group }, pace, options) {
    const joins = chosen(raid, options, 'joins');
    const pauseMs = (chosen(raid, options, 'seconds') * 1000) / joins;
    for (let i = 1; i <= joins; i++) {
      const raider = world.person({ firstName: `Raider ${i}` });
      tries(() => raider.joins(group));
      tries(() => raider.says(group, `Free coins for the first ${i}: https://coins.example/?r=${i}`));
      await pace(pauseMs);
    }
  },
};
