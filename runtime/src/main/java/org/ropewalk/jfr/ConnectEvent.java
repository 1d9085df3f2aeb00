package org.ropewalk.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("org.ropewalk.Connect")
@Label("Connect")
@Description("A client's attempt to connect")
@Category("Ropewalk")
@StackTrace(false)
final class ConnectEvent extends Event {
    @Label("Protocol")
    @Nullable String protocol;

    @Label("Endpoint")
    @Nullable String endpoint;

    @Label("Again")
    @Description("Whether an attempt of the same service came before it")
    boolean again;

    @Label("Connect Time")
    @Timespan
    long connectTime;

    @Label("Failure")
    @Description("Why it failed; absent if it succeeded")
    @Nullable String failure;
}
