package org.ropewalk.it.faults;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;

/** A server that says why it ends a connection. */
@LineProtocol
@Errors(
        unknown = @Reply("-UNKNOWN"),
        busy = @Reply("-BUSY {'come back later'}"),
        timeout = @Reply(value = "-TIMEOUT", close = true),
        shutdown = @Reply(value = "-SHUTDOWN {'{message}'}", close = true))
@Limits(idleSeconds = 10, connections = 2, errors = 1)
interface Ends {
    /** At once. */
    @Command("PING {n}")
    @Reply("+PONG {n}")
    void ping(int n);
}
