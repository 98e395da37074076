import { z } from '@alita/kit';
export declare const NoteSettings: z.ZodObject<{
    isPrivate: z.ZodDefault<z.ZodBoolean>;
    deleteAfter: z.ZodDefault<z.ZodNumber>;
}, z.core.$strip>;
export type NoteSettings = z.infer<typeof NoteSettings>;
/** Things a chat keeps to be said again: `#name`. */
export declare const notes: {
    command: <const A extends import("@alita/kit").Args = Record<never, never>>(given: import("@alita/kit").CommandSpec<{
        book(chatId: number): Promise<import("./store.ts").Book>;
        find(chatId: number, key: string): Promise<import("@alita/content").SavedContent | undefined>;
        put(chat: import("@alita/kit").Chat, { key, names, content }: {
            key: string;
            names: readonly string[];
            content: import("@alita/content").SavedContent;
        }): Promise<void>;
        removeName(chatId: number, { name, key }: {
            name: string;
            key: string;
        }): Promise<void>;
        clear(chatId: number): Promise<void>;
    }, {
        isPrivate: boolean;
        deleteAfter: number;
    }, A>) => import("@alita/kit").Command;
    callback: <D extends import("@alita/kit").Fields>(given: import("@alita/kit").CallbackSpec<{
        book(chatId: number): Promise<import("./store.ts").Book>;
        find(chatId: number, key: string): Promise<import("@alita/content").SavedContent | undefined>;
        put(chat: import("@alita/kit").Chat, { key, names, content }: {
            key: string;
            names: readonly string[];
            content: import("@alita/content").SavedContent;
        }): Promise<void>;
        removeName(chatId: number, { name, key }: {
            name: string;
            key: string;
        }): Promise<void>;
        clear(chatId: number): Promise<void>;
    }, {
        isPrivate: boolean;
        deleteAfter: number;
    }, D>) => import("@alita/kit").Callback<D>;
    watcher: <K extends import("@alita/kit").EventKind>(given: import("@alita/kit").WatcherSpec<{
        book(chatId: number): Promise<import("./store.ts").Book>;
        find(chatId: number, key: string): Promise<import("@alita/content").SavedContent | undefined>;
        put(chat: import("@alita/kit").Chat, { key, names, content }: {
            key: string;
            names: readonly string[];
            content: import("@alita/content").SavedContent;
        }): Promise<void>;
        removeName(chatId: number, { name, key }: {
            name: string;
            key: string;
        }): Promise<void>;
        clear(chatId: number): Promise<void>;
    }, {
        isPrivate: boolean;
        deleteAfter: number;
    }, K>) => import("@alita/kit").Watcher;
    timer: <D>(given: import("@alita/kit").TimerSpec<{
        book(chatId: number): Promise<import("./store.ts").Book>;
        find(chatId: number, key: string): Promise<import("@alita/content").SavedContent | undefined>;
        put(chat: import("@alita/kit").Chat, { key, names, content }: {
            key: string;
            names: readonly string[];
            content: import("@alita/content").SavedContent;
        }): Promise<void>;
        removeName(chatId: number, { name, key }: {
            name: string;
            key: string;
        }): Promise<void>;
        clear(chatId: number): Promise<void>;
    }, {
        isPrivate: boolean;
        deleteAfter: number;
    }, D>) => import("@alita/kit").Timer<D>;
    continuation: <D>(given: import("@alita/kit").ContinuationSpec<{
        book(chatId: number): Promise<import("./store.ts").Book>;
        find(chatId: number, key: string): Promise<import("@alita/content").SavedContent | undefined>;
        put(chat: import("@alita/kit").Chat, { key, names, content }: {
            key: string;
            names: readonly string[];
            content: import("@alita/content").SavedContent;
        }): Promise<void>;
        removeName(chatId: number, { name, key }: {
            name: string;
            key: string;
        }): Promise<void>;
        clear(chatId: number): Promise<void>;
    }, {
        isPrivate: boolean;
        deleteAfter: number;
    }, D>) => import("@alita/kit").Continuation<D>;
    link: (given: import("@alita/kit").DeepLinkSpec<{
        book(chatId: number): Promise<import("./store.ts").Book>;
        find(chatId: number, key: string): Promise<import("@alita/content").SavedContent | undefined>;
        put(chat: import("@alita/kit").Chat, { key, names, content }: {
            key: string;
            names: readonly string[];
            content: import("@alita/content").SavedContent;
        }): Promise<void>;
        removeName(chatId: number, { name, key }: {
            name: string;
            key: string;
        }): Promise<void>;
        clear(chatId: number): Promise<void>;
    }, {
        isPrivate: boolean;
        deleteAfter: number;
    }>) => import("@alita/kit").DeepLink;
    remembered: <T>(given: {
        readonly name: string;
        readonly load: (store: {
            book(chatId: number): Promise<import("./store.ts").Book>;
            find(chatId: number, key: string): Promise<import("@alita/content").SavedContent | undefined>;
            put(chat: import("@alita/kit").Chat, { key, names, content }: {
                key: string;
                names: readonly string[];
                content: import("@alita/content").SavedContent;
            }): Promise<void>;
            removeName(chatId: number, { name, key }: {
                name: string;
                key: string;
            }): Promise<void>;
            clear(chatId: number): Promise<void>;
        }, chatId: number) => Promise<T>;
        readonly weigh?: (value: T) => number;
    }) => import("@alita/kit").Remembered<T>;
    settingCommand: <F extends keyof z.infer<z.ZodObject<{
        isPrivate: z.ZodDefault<z.ZodBoolean>;
        deleteAfter: z.ZodDefault<z.ZodNumber>;
    }, z.core.$strip>> & string>(given: {
        readonly name: string;
        readonly aliases?: readonly string[];
        readonly field: F;
        readonly arg: import("@alita/kit").Arg<{
            isPrivate: boolean;
            deleteAfter: number;
        }[F]>;
        readonly needs?: import("@alita/kit").Needs;
        readonly in?: import("@alita/kit").In;
    }) => import("@alita/kit").Command;
    with: (parts: Partial<Pick<import("@alita/kit").Module, "callbacks" | "commands" | "continuations" | "helpButtons" | "links" | "timers" | "watchers">>) => import("@alita/kit").Module;
};
/** The names of a chat's notes, at hand for every message that begins with `#`. */
export declare const book: import("@alita/kit").Remembered<import("./store.ts").Book>;
//# sourceMappingURL=module.d.ts.map