import type { Module } from '@alita/kit';
/** @param most names of notes in one chat */
export declare const createNotes: ({ most }?: {
    readonly most?: number;
}) => Module;
declare const _default: Module;
export default _default;
//# sourceMappingURL=index.d.ts.map