import { arg } from '@alita/kit';
import { notes } from '../module.js';
export const privnote = notes.settingCommand({
    name: 'privnote',
    aliases: ['privatenotes'],
    field: 'isPrivate',
    arg: arg.toggle(),
    needs: { actor: 'admin' },
});
/** How many seconds a note stays in the group. */
export const notedelete = notes.settingCommand({
    name: 'notedelete',
    field: 'deleteAfter',
    arg: arg.int({ min: 0, max: 172_800 }),
    needs: { actor: 'can_change_info' },
});
//# sourceMappingURL=settings.js.map