package org.ropewalk.line;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a line: the first failure sticks, until another attempt at it begins. Mostly
 * there is none, and to clear it stores nothing.
 */
final class ParseStatus {
    private @Nullable ErrorKind failure;
    private String message = "";

    /** Why an earlier attempt failed, if a word was malformed then. */
    private @Nullable String earlierMessage;

    /** Why a value's own type refused it, since {@link #forgetRefusal}; null if none did. */
    private @Nullable String refusal;

    /** Why what is read is only a part of a line; null if it is whole. */
    private @Nullable ErrorKind cut;

    private String cutMessage = "";
    private @Nullable ErrorKind kept;
    private String keptMessage = "";

    /** Whether a line that was read whole is only a command that is checked. */
    private boolean checks;

    private boolean fits;

    /** Whether something failed, or was lent, since the last line was shown. */
    private boolean used;

    /** Something was lent, or concealed, until the next line is shown. */
    void use() {
        used = true;
    }

    /** Whether something is to be taken back before the next line is shown; then forgets it. */
    boolean takeUse() {
        boolean was = used;
        if (was) {
            used = false;
        }
        return was;
    }

    /** A line is checked, or not any more. */
    void check(boolean alone) {
        checks = alone;
        fits = false;
    }

    /** Whether a line that was read whole is only checked: it is not handled then. */
    boolean isChecked() {
        if (checks) {
            fits = true;
            fail(ErrorKind.USAGE, "");
        }
        return checks;
    }

    /** Whether the line that is checked was read whole. */
    boolean fits() {
        return fits;
    }

    boolean ok() {
        return failure == null;
    }

    /** What has failed in this attempt, whatever an earlier one has found; null if nothing has. */
    @Nullable ErrorKind current() {
        return failure;
    }

    /** What has failed, or null. A malformed word of an earlier attempt goes before wrong words. */
    @Nullable ErrorKind failure() {
        return isEarlier() ? ErrorKind.MALFORMED : failure;
    }

    /** What is wrong, in words; empty if nothing is. */
    String message() {
        String earlier = earlierMessage;
        return failure == ErrorKind.USAGE && earlier != null ? earlier : message;
    }

    private boolean isEarlier() {
        return failure == ErrorKind.USAGE && earlierMessage != null;
    }

    /** Keeps a failure, unless there was one before. */
    void fail(ErrorKind kind, String why) {
        if (failure == null) {
            boolean isCut = cut != null && kind == ErrorKind.MALFORMED;
            failure = isCut ? cut : kind;
            used = true;
            message = isCut ? cutMessage : why;
        }
    }

    /** The line is only the part before a word that is refused. */
    void cut(ErrorKind kind, String why) {
        cut = kind;
        cutMessage = why;
    }

    /** The line is whole. */
    void whole() {
        cut = null;
    }

    /** The rest of the line was dropped, and what is missing of it. */
    void dropped() {
        if (cut != null) {
            fail(cut, cutMessage);
        }
    }

    /**
     * Keeps why a value's own type refused it, for when no other type takes it. Returns what the
     * peer receives: the message of an {@link IllegalArgumentException}, not of its subclasses.
     */
    String refused(Exception why) {
        String reason = why.getMessage();
        if (reason == null || why.getClass() != IllegalArgumentException.class) {
            return "bad value";
        }
        if (ok() && refusal == null) {
            refusal = reason;
        }
        return reason;
    }

    /** Why the first value was refused by its own type; {@code other} if none was. */
    String refusal(String other) {
        return refusal == null ? other : refusal;
    }

    /** Forgets what types have refused. */
    void forgetRefusal() {
        refusal = null;
    }

    /** Forgets the failure, but not that a word was malformed. */
    void retry() {
        if (failure == ErrorKind.MALFORMED && earlierMessage == null) {
            earlierMessage = message;
        }
        clear();
    }

    /** Forgets the failure of this attempt. */
    void clear() {
        if (failure != null) {
            failure = null;
            message = "";
        }
    }

    /** Keeps what is wrong, while it is tried whether the line is another state's. */
    void keep() {
        kept = failure() == null ? ErrorKind.USAGE : failure();
        keptMessage = message();
        checks = false;
        clear();
    }

    /** The line is wrong as it was found before {@link #keep}. Always false. */
    boolean restore() {
        failure = kept;
        used = true;
        message = keptMessage;
        return false;
    }

    /** Forgets everything. */
    void restart() {
        clear();
        if (earlierMessage != null) {
            earlierMessage = null;
        }
    }
}
