package org.ropewalk.examples.policy;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.ropewalk.examples.Example;

/** Policy delegation, as an example: greylisting. */
public final class PolicyExample {
    private static final Duration DELAY = Duration.ofMinutes(1);

    private PolicyExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "policy",
                10023,
                "makes Postfix defer mail of unknown senders",
                "in main.cf: smtpd_recipient_restrictions = ..., check_policy_service inet:HOST:PORT",
                (reactor, directory) -> factory(DELAY, System::nanoTime));
    }

    /** A factory that defers for {@code delay}. */
    public static PolicyFactory factory(Duration delay, LongSupplier nanoTime) {
        Greylist greylist = new Greylist(delay, nanoTime);
        return new PolicyFactory(peer -> greylist);
    }
}
