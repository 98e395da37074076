import { SavedContent } from '@alita/content';
import { Prisma } from '@alita/db';
import { z } from '@alita/kit';
const Tags = z.array(z.string()).catch([]);
export function createNotesStore(db) {
    return {
        async book(chatId) {
            const rows = await db.$queryRaw `
        select m.name, n.key, n.content -> 'tags' as tags from note_names m
          join notes n on n.chat_id = m.chat_id and n.key = m.note_key where m.chat_id = ${chatId}`;
            return new Map(rows.map(({ name, key, tags }) => {
                const given = Tags.parse(tags);
                return [name, { key, isForAdmins: given.includes('admin'), isGroupOnly: given.includes('noprivate') }];
            }));
        },
        /** A note by its key; undefined when it is gone. */
        async find(chatId, key) {
            const found = await db.note.findUnique({ where: { chatId_key: { chatId, key } }, select: { content: true } });
            return found ? SavedContent.parse(found.content) : undefined;
        },
        /** Keeps a note under names that are free or its own; a chat that is not known yet becomes known. */
        async put(chat, { key, names, content }) {
            await db.chat.createMany({ data: { chatId: chat.id, title: chat.title }, skipDuplicates: true });
            await db.note.upsert({
                where: { chatId_key: { chatId: chat.id, key } },
                create: { chatId: chat.id, key, content },
                update: { content },
                select: { key: true },
            });
            const rows = names.map((name) => ({ chatId: chat.id, name, noteKey: key }));
            await db.noteName.createMany({ data: rows, skipDuplicates: true });
        },
        /** Forgets a name, and the note with its last one. */
        async removeName(chatId, { name, key }) {
            await db.noteName.deleteMany({ where: { chatId, name } });
            await db.note.deleteMany({ where: { chatId, key, names: { none: {} } } });
        },
        async clear(chatId) {
            await db.$executeRaw(Prisma.sql `delete from notes where chat_id = ${chatId}`);
        },
    };
}
//# sourceMappingURL=store.js.map