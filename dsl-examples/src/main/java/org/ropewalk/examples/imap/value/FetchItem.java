package org.ropewalk.examples.imap.value;

import java.util.Optional;

/**
 * What is asked of a message.
 *
 * @param name as the answer names it, such as {@code FLAGS} or {@code BODY[TEXT]<0>}
 * @param kind what it is
 * @param section of a text, which part
 * @param from of a text, the first byte of those that are wanted; -1 for all
 * @param count how many bytes at the most
 * @param peek of a text, whether the message stays unseen
 */
public record FetchItem(
        String name, Kind kind, Optional<Section> section, long from, long count, boolean peek) {
    /** What it is. */
    public enum Kind {
        /** The flags. */
        FLAGS,
        /** The UID. */
        UID,
        /** When the message arrived. */
        INTERNALDATE,
        /** How many bytes it has. */
        SIZE,
        /** Who sent what to whom. */
        ENVELOPE,
        /** The types of the parts. */
        BODY,
        /** All about the parts. */
        BODYSTRUCTURE,
        /** A text. */
        TEXT
    }
}
