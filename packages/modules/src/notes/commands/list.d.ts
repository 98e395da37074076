export declare const turn: import("@alita/kit").Callback<{
    page: number;
    all: boolean;
}>;
export declare const list: import("@alita/kit").Command;
/** The list in private, for members; as many messages as it needs. */
export declare const listLink: import("@alita/kit").DeepLink;
//# sourceMappingURL=list.d.ts.map