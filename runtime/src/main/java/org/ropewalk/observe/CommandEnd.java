package org.ropewalk.observe;

/**
 * The end of a command, or of a call.
 *
 * @param outcome how it ended
 * @param queueNs the time in the queue, in nanoseconds. On a server: from the arrival of its bytes
 *     to the call of the handler. On a client: from the call until it was sent.
 * @param durationNs the time after that, in nanoseconds, until its reply was written, or read
 * @param bytesIn on a server the bytes of the line and its payload, without streams; on a client 0
 * @param bytesOut on a server the bytes of the reply, without streams; on a client 0
 */
public record CommandEnd(
        Outcome outcome, long queueNs, long durationNs, long bytesIn, long bytesOut) {}
