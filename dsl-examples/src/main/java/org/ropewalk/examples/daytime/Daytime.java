package org.ropewalk.examples.daytime;

import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.Reply;

/** Daytime (RFC 867): the server sends the time and closes the connection. */
@LineProtocol
public interface Daytime {
    /** The time, and the end. */
    @OnConnect
    @Reply(value = "{*}", close = true)
    String now();
}
