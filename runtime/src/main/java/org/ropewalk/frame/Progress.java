package org.ropewalk.frame;

/** How far a payload, or a line that is skipped, has arrived. */
enum Progress {
    /** More bytes must come. */
    MORE,
    /** It is whole. */
    DONE,
    /** Something else stands where it must end. */
    WRONG_END,
    /** It is so long that its end is not waited for. */
    TOO_FAR
}
