import type { Me } from '@alita/kit';
import type { Book } from './store.ts';
type Place = {
    readonly chat: {
        readonly id: number;
    };
    readonly me: Pick<Me, 'username'>;
};
/** A group's id at the beginning of a payload. */
export declare const chatOfPayload: (payload: string) => number | undefined;
/** What follows the chat in a note's link. */
export declare function readNotePayload(payload: string): {
    readonly key: string;
    readonly isSource: boolean;
} | undefined;
/** Opens a note in private. */
export declare const linkToNote: (key: string, place: Place, isSource?: boolean) => string;
/** Opens the list in private. */
export declare const linkToList: (place: Place) => string;
/** Where a button to another note leads; to one that cannot be shown in private, nowhere. */
export declare const noteUrls: (book: Book, place: Place, nameOf: (typed: string) => string) => (typed: string) => string | undefined;
export {};
//# sourceMappingURL=links.d.ts.map