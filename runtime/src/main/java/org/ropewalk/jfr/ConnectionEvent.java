package org.ropewalk.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("org.ropewalk.Connection")
@Label("Connection")
@Description("A connection, from when it was made to its end")
final class ConnectionEvent extends ConnectionBoundEvent {
    @Label("Cause")
    @Description("Why it has ended")
    @Nullable String cause;
}
