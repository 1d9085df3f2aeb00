package org.ropewalk.jfr;

import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("org.ropewalk.Command")
@Label("Command")
@Description("A command of a server, or a call of a client, that took longer than the threshold")
@Threshold("20 ms")
final class CommandEvent extends ConnectionBoundEvent {
    @Label("Command")
    @Nullable String command;

    @Label("Outcome")
    @Nullable String outcome;

    @Label("Queue Time")
    @Description("How long it waited for its handler, or to be sent")
    @Timespan
    long queueTime;

    @Label("Bytes In")
    @DataAmount
    long bytesIn;

    @Label("Bytes Out")
    @DataAmount
    long bytesOut;
}
