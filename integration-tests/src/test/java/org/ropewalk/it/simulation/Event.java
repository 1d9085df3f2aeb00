package org.ropewalk.it.simulation;

/** What a scenario may bring about, as it is counted. */
enum Event {
    CONNECTION,
    REPLY,
    PUSH,
    /** A group is pushed to while its members disconnect, from the end of one of them. */
    PUSH_FROM_AN_END,
    /** A peer joins while its connection is being made. */
    JOIN_BEFORE_MADE,
    /** A member joins or leaves on another loop than its own. */
    JOIN_ON_ANOTHER_LOOP,
    LEAVE_ON_ANOTHER_LOOP,
    /** Several connections end at once. */
    MASS_DISCONNECT,
    /** The server ends a connection whose replies were not read. */
    QUIT_UNREAD,
    CLOSE_UNREAD,
    DRAIN_UNREAD,
    FAILURE_UNREAD,
    /** The server ends a connection whose replies are never read. */
    NEVER_READ,
    /** The peer ends a connection whose replies it has not read. */
    PEER_CLOSE_UNREAD,
    PEER_RESET,
    HALF_CLOSE_UNREAD,
    /** Both sides send values that no buffer holds, without waiting. */
    LARGE_BOTH_WAYS,
    LATE_REPLY,
    LATE_REFUSAL,
    LATE_FAILURE,
    /** The error line of a late failure cannot be written. */
    LATE_FAILURE_UNWRITABLE,
    /** A late declared failure has a value that cannot be written. */
    LATE_VALUE_UNWRITABLE,
    /** A handler uses the receiver of its replies after it has returned. */
    REPLIES_USED_LATE,
    /** A loop's thread asks a client of its reactor to wait. */
    BLOCKING_CALL_ON_A_LOOP,
    CALL_CANCELLED,
    CLIENT_CLOSE
}
