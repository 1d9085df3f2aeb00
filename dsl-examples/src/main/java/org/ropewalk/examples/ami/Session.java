package org.ropewalk.examples.ami;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Peer;

/** One connection: it logs in first. */
final class Session implements Ami.Visitor {
    /** The version of the interface that is spoken. */
    private static final String VERSION = "2.10.4";

    /** The cause that is told of a call that a manager ends without saying why. */
    private static final int NORMAL_CLEARING = 16;

    /** The secrets of managers. */
    private final Map<String, String> secrets;

    private final Exchange exchange;
    private final Supplier<String> challenges;
    private final Supplier<BigDecimal> clock;
    private final Peer peer;

    /** The text that was last sent to be hashed. */
    private Optional<String> challenge = Optional.empty();

    Session(
            Map<String, String> secrets,
            Exchange exchange,
            Supplier<String> challenges,
            Supplier<BigDecimal> clock,
            Peer peer) {
        this.secrets = secrets;
        this.exchange = exchange;
        this.challenges = challenges;
        this.clock = clock;
        this.peer = peer;
    }

    @Override
    public String greeting() {
        return VERSION;
    }

    @Override
    public BigDecimal ping() {
        return clock.get();
    }

    @Override
    public void logoff() {}

    @Override
    public String challenge(AuthType type) {
        String made = challenges.get();
        challenge = Optional.of(made);
        return made;
    }

    @Override
    public Ami.Manager login(
            Optional<AuthType> type,
            String username,
            Optional<String> secret,
            Optional<String> key,
            List<String> events)
            throws Refused {
        Optional<String> expected = Optional.ofNullable(secrets.get(username));
        boolean proved =
                type.isPresent()
                        ? isSame(
                                challenge.flatMap(text -> expected.map(each -> hash(text + each))),
                                key)
                        : isSame(expected, secret);
        challenge = Optional.empty();
        if (!proved) {
            throw new Refused("Authentication failed");
        }
        peer.afterReply(
                () -> {
                    exchange.listen(peer, events.isEmpty() ? List.of("on") : events);
                    AmiPushes.to(peer).fullyBooted("Fully Booted");
                });
        return new Manager();
    }

    private static boolean isSame(Optional<String> expected, Optional<String> given) {
        return expected.isPresent()
                && given.isPresent()
                && MessageDigest.isEqual(bytes(expected.get()), bytes(given.get()));
    }

    private static byte[] bytes(String text) {
        return Bytes.of(text.toLowerCase(Locale.ROOT)).toByteArray();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(Bytes.of(text).toByteArray());
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What may be done behind the log-in. */
    private final class Manager implements Ami.Manager {
        @Override
        public BigDecimal ping() {
            return Session.this.ping();
        }

        @Override
        public void logoff() {}

        @Override
        public Switch events(List<String> mask) {
            return exchange.listen(peer, mask) ? Switch.On : Switch.Off;
        }

        @Override
        public Settings coreSettings() {
            return new Settings(VERSION, "18.10.0");
        }

        @Override
        public List<Channel> channels() {
            return exchange.channels();
        }

        @Override
        public void originate(
                String channel,
                Optional<String> context,
                Optional<String> extension,
                OptionalInt priority,
                OptionalLong millis,
                Optional<String> callerId,
                List<String> variables,
                Optional<String> async)
                throws Refused {
            exchange.originate(channel, callerId);
        }

        @Override
        public void hangup(String channel, OptionalInt cause) throws Refused {
            exchange.hangup(channel, cause.orElse(NORMAL_CLEARING));
        }

        @Override
        public void userEvent(String name, Map<String, String> values) {
            exchange.userEvent(name, values);
        }
    }
}
