export declare const get: import("@alita/kit").Command;
/** `#name`, in a text or under a picture. */
export declare const hash: import("@alita/kit").Watcher;
/** Opens a note in private; who may is decided as in the group. */
export declare const noteLink: import("@alita/kit").DeepLink;
//# sourceMappingURL=get.d.ts.map