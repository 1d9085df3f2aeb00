package org.ropewalk.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ropewalk.observe.ConnectionInfo;

/** The fields that all events of a connection have. */
@Category("Ropewalk")
@StackTrace(false)
abstract class ConnectionBoundEvent extends Event {
    @Label("Protocol")
    @Nullable String protocol;

    @Label("Side")
    @Description("server or client")
    @Nullable String side;

    @Label("Connection")
    @Description("The connection's number, as in the log")
    long connection;

    @Label("Peer")
    @Nullable String peer;

    void of(ConnectionInfo info) {
        protocol = info.protocol();
        side = info.side().label();
        connection = info.id();
        peer = String.valueOf(info.peer());
    }
}
