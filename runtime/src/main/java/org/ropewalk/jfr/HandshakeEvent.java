package org.ropewalk.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

@Name("org.ropewalk.Handshake")
@Label("TLS Handshake")
@Description("A TLS handshake that has ended")
final class HandshakeEvent extends ConnectionBoundEvent {
    @Label("Version")
    @Nullable String version;

    @Label("Cipher Suite")
    @Nullable String cipherSuite;

    @Label("Handshake Time")
    @Timespan
    long handshakeTime;

    @Label("Failure")
    @Description("Why it failed; absent if it succeeded")
    @Nullable String failure;
}
