/** The answer to "replace it?"; the first of the saver's own counts (NOTE-7, NOTE-B5). */
export declare const replace: import("@alita/kit").Callback<{
    t: string;
    yes: boolean;
}>;
/** @param most notes' names in one chat */
export declare const save: (most: number) => import("@alita/kit").Command;
//# sourceMappingURL=save.d.ts.map