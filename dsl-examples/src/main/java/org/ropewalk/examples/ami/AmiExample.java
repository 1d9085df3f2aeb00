package org.ropewalk.examples.ami;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.Map;
import java.util.function.Supplier;
import org.ropewalk.examples.Example;

/** Asterisk's manager interface, as an example. */
public final class AmiExample {
    private static final int MOST_CHALLENGE = 1_000_000_000;

    private AmiExample() {}

    /** How it is started: one manager may log in. */
    public static Example example() {
        SecureRandom random = new SecureRandom();
        return new Example(
                "ami",
                5038,
                "Asterisk's manager interface: the user admin, the secret secret",
                "try: asterisk-manager, asterisk-java or another client at HOST:PORT",
                (reactor, directory) ->
                        factory(
                                Map.of("admin", "secret"),
                                () -> Integer.toString(random.nextInt(MOST_CHALLENGE)),
                                () -> BigDecimal.valueOf(System.currentTimeMillis(), 3)));
    }

    /**
     * A factory for an exchange without calls.
     *
     * @param secrets the secrets of managers, by their names
     * @param challenges makes texts that a client cannot guess
     * @param clock the time in seconds
     */
    public static AmiFactory factory(
            Map<String, String> secrets, Supplier<String> challenges, Supplier<BigDecimal> clock) {
        Exchange exchange = new Exchange();
        return new AmiFactory(peer -> new Session(secrets, exchange, challenges, clock, peer));
    }
}
