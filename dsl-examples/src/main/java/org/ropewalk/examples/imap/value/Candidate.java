package org.ropewalk.examples.imap.value;

import java.time.Instant;
import org.ropewalk.line.Bytes;

/** A message that may be found. Its text is read only where it is asked for. */
public interface Candidate {
    /** Its place in the mailbox. */
    long number();

    /** How many messages the mailbox has. */
    long lastNumber();

    /** Its UID. */
    long uid();

    /** The greatest UID of the mailbox. */
    long lastUid();

    /** Whether it has a flag: a letter of the maildir. */
    boolean is(char letter);

    /** Whether no session has seen it before. */
    boolean isRecent();

    /** When it arrived. */
    Instant arrived();

    /** How many bytes it has. */
    long size();

    /** Its text. */
    Bytes text();

    /** Its parts. */
    Entity entity();
}
