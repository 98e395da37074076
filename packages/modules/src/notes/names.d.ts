/** A name as it is kept and compared. */
export declare const nameOfNote: (typed: string) => string;
/**
 * The names of a new note: one, or several with `|` between them.
 * @throws UserError that says what is wrong with the first bad one
 */
export declare function namesOf(typed: string): readonly string[];
/** What is asked for: a name, in quotes or not, and perhaps its source (`noformat`). */
export declare function readRequest(typed: string): {
    readonly name: string;
    readonly isSource: boolean;
};
/** A note by what was typed: the whole of it, or else its first word, so that what follows a name does not matter. */
export declare function lookUp<T>(typed: string, book: ReadonlyMap<string, T>): {
    readonly name: string;
    readonly isSource: boolean;
    readonly entry: T;
} | undefined;
//# sourceMappingURL=names.d.ts.map