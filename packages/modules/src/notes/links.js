/** A group's id at the beginning of a payload. */
export const chatOfPayload = (payload) => {
    const [, id] = /^(-\d{1,16})(?:_|$)/.exec(payload) ?? [];
    return id === undefined ? undefined : Number(id);
};
/** What follows the chat in a note's link. */
export function readNotePayload(payload) {
    const [, key, source] = /^-\d+_([0-9a-f]{16})(_raw)?$/.exec(payload) ?? [];
    return key === undefined ? undefined : { key, isSource: source !== undefined };
}
const start = ({ me }, payload) => `https://t.me/${me.username}?start=${payload}`;
/** Opens a note in private. */
export const linkToNote = (key, place, isSource = false) => start(place, `note_${place.chat.id}_${key}${isSource ? '_raw' : ''}`);
/** Opens the list in private. */
export const linkToList = (place) => start(place, `notes_${place.chat.id}`);
/** Where a button to another note leads; to one that cannot be shown in private, nowhere. */
export const noteUrls = (book, place, nameOf) => (typed) => {
    const entry = book.get(nameOf(typed));
    return entry && !entry.isGroupOnly ? linkToNote(entry.key, place) : undefined;
};
//# sourceMappingURL=links.js.map