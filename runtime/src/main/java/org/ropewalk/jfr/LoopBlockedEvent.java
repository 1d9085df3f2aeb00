package org.ropewalk.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("org.ropewalk.LoopBlocked")
@Label("Loop Blocked")
@Description("One call has kept a loop busy, and no other connection of it is served meanwhile")
@Category("Ropewalk")
@StackTrace(false)
final class LoopBlockedEvent extends Event {
    @Label("Loop")
    @Description("The name of the loop's thread")
    @Nullable String loop;

    @Label("Busy Time")
    @Timespan
    long busyTime;

    @Label("Stack")
    @Description("Where the loop's thread is, a frame a line")
    @Nullable String stack;
}
