/** Forgets a name; the note goes with its last one. */
export declare const clear: import("@alita/kit").Command;
/** The answer to "really all?"; each question can be answered once. */
export declare const clearAllSure: import("@alita/kit").Callback<{
    t: string;
    yes: boolean;
}>;
export declare const clearall: import("@alita/kit").Command;
//# sourceMappingURL=clear.d.ts.map