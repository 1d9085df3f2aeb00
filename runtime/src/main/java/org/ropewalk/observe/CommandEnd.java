package org.ropewalk.observe;

/**
 * The end of a command, or of a call.
 *
 * @param outcome how it has ended
 * @param queueNs how long it waited, in nanoseconds: on a server from when the loop had its bytes
 *     until the handler was called, on a client from the call until it was sent
 * @param durationNs how long it took from then on until its reply was written, or read
 * @param bytesIn bytes of the line and its payload on a server; 0 on a client, and for payloads
 *     that are received in pieces
 * @param bytesOut bytes of the reply on a server, without payloads that are sent in pieces; 0 on a
 *     client
 */
public record CommandEnd(
        Outcome outcome, long queueNs, long durationNs, long bytesIn, long bytesOut) {}
