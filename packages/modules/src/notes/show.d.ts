import { type ActorContext, type Message } from '@alita/kit';
import { type NoteSettings } from './module.ts';
import type { Entry, NotesStore } from './store.ts';
/** Somebody who asks for a note, in the group or in private. */
export type Asking = Omit<ActorContext<NotesStore, NoteSettings>, 'actor'> & {
    readonly message: Message;
};
export interface Wanted {
    readonly name?: string | undefined;
    readonly entry: Entry;
    readonly isSource: boolean;
}
/** May this person see what is kept for admins? */
export declare const isAdmin: ({ members, message }: Pick<Asking, 'members' | 'message'>) => Promise<boolean>;
/**
 * Shows a note to whoever asked, where they asked, or leads them to private (NOTE-11…16, NOTE-B6, B8).
 * @throws UserError when it is not for them, or not for this place
 */
export declare function showNote({ name, entry, isSource }: Wanted, asking: Asking): Promise<void>;
/** A note that was shown for a while goes again. */
export declare const expire: import("@alita/kit").Timer<{
    shown: {
        chat: number;
        ref: string;
    };
}>;
//# sourceMappingURL=show.d.ts.map