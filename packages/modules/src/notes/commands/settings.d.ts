export declare const privnote: import("@alita/kit").Command;
/** How many seconds a note stays in the group. */
export declare const notedelete: import("@alita/kit").Command;
//# sourceMappingURL=settings.d.ts.map